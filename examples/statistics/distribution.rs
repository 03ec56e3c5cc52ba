//! Distributions as an enum; the parameters of each are fitted to a sample.

use std::f64::consts::PI;

use autodiff::{Differentiable, check, grad, special};

#[derive(Clone, Debug, Differentiable)]
enum Distribution {
    Normal {
        mean: f64,
        deviation: f64,
    },
    Exponential(f64),
    Gamma {
        shape: f64,
        rate: f64,
    },
    StudentT {
        location: f64,
        scale: f64,
        freedom: f64,
    },
    /// One of two, by a weight.
    Mixture(f64, Box<Distribution>, Box<Distribution>),
}

use Distribution::*;

#[grad(hvp)]
impl Distribution {
    fn ln_pdf(&self, x: f64) -> f64 {
        match self {
            Normal { mean, deviation } => {
                let z = (x - mean) / deviation;
                -0.5 * z * z - deviation.ln() - 0.5 * (2.0 * PI).ln()
            }
            Exponential(rate) => rate.ln() - rate * x,
            Gamma { shape, rate } => shape * rate.ln() + (shape - 1.0) * x.ln() - rate * x - special::ln_gamma(*shape),
            StudentT { location, scale, freedom } => {
                let z = (x - location) / scale;
                special::ln_gamma((freedom + 1.0) / 2.0)
                    - special::ln_gamma(freedom / 2.0)
                    - 0.5 * (PI * freedom).ln()
                    - scale.ln()
                    - (freedom + 1.0) / 2.0 * (z * z / freedom).ln_1p()
            }
            Mixture(weight, one, other) => {
                let (a, b) = (weight.ln() + one.ln_pdf(x), (1.0 - weight).ln() + other.ln_pdf(x));
                let m = a.max(b);
                m + ((a - m).exp() + (b - m).exp()).ln()
            }
        }
    }

    fn ln_likelihood(&self, #[constant] sample: &[f64]) -> f64 {
        sample.iter().map(|x| self.ln_pdf(*x)).sum()
    }
}

const SAMPLE: [f64; 12] = [0.82, 1.91, 2.35, 0.44, 3.1, 1.27, 1.75, 2.8, 0.95, 1.5, 4.2, 2.05];

/// Uphill along the gradient, with a step that is halved until it is one.
fn fit(start: &Distribution) -> Distribution {
    let mut here = start.clone();
    let mut step = 0.1;
    for _ in 0..4000 {
        let mut direction = here.ln_likelihood_grad(&SAMPLE);
        direction.scale(step);
        let mut there = here.clone();
        there.accumulate(&direction);
        let is_better = there.ln_likelihood(&SAMPLE) > here.ln_likelihood(&SAMPLE);
        step *= if is_better { 1.3 } else { 0.5 };
        here = if is_better { there } else { here };
    }
    here
}

pub(crate) fn run() {
    let mixture =
        Mixture(0.4, Box::new(Normal { mean: 1.0, deviation: 0.5 }), Box::new(Gamma { shape: 6.0, rate: 2.2 }));
    let all = [
        Normal { mean: 1.0, deviation: 2.0 },
        Exponential(1.0),
        Gamma { shape: 1.5, rate: 1.0 },
        StudentT { location: 1.0, scale: 1.0, freedom: 5.0 },
        mixture,
    ];
    for distribution in all.clone() {
        check!(Distribution::ln_pdf(&distribution, 1.3), hvp);
        check!(
            Distribution::ln_likelihood(
                &distribution,
                #[constant]
                &SAMPLE
            ),
            hvp
        );
    }
    let mean = SAMPLE.iter().sum::<f64>() / 12.0;
    let Normal { mean: fitted, deviation } = fit(&all[0]) else { panic!("it stays what it is") };
    let Exponential(rate) = fit(&all[1]) else { panic!("it stays what it is") };
    println!("  distributions            normal {fitted:.6} ± {deviation:.6}, exponential {rate:.6}");
    assert!((fitted - mean).abs() < 1e-7 && (rate - 1.0 / mean).abs() < 1e-7);
    let slope = fit(&all[2]).ln_likelihood_grad(&SAMPLE);
    assert!(slope.dot(&slope) < 1e-8, "the gradient vanishes at the most likely parameters");
}
