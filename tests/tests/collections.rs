//! Constant collections of types of the user's own: their elements are foreign
//! code, and the function runs through them.

#![allow(clippy::cast_precision_loss, reason = "the integers are small")]

use approx::assert_relative_eq;
use autodiff::grad;

struct Sample {
    time: f64,
    value: f64,
    weights: [f64; 2],
    history: Vec<f64>,
    kind: usize,
}

/// A decay fitted to samples.
#[grad(hvp)]
#[allow(clippy::needless_range_loop, reason = "as a numerical programmer writes it")]
fn misfit(p: &[f64], #[constant] samples: &[Sample]) -> f64 {
    let mut loss = 0.0;
    for sample in samples {
        let rate = if sample.kind == 0 { p[1] } else { p[2] };
        let residual = p[0] * (-rate * sample.time).exp() - sample.value;
        for w in &sample.weights {
            loss += w * residual * residual;
        }
        let weights: &[f64] = &sample.weights;
        for i in 0..weights.len() {
            loss += weights[i] * p[i] * p[i];
        }
        loss += sample.history.iter().map(|v| v * residual).sum::<f64>();
    }
    let weighted: f64 = samples.iter().map(|s| s.weights.iter().fold(p[0], |sum, w| sum + w * p[1])).sum();
    let products: f64 = samples.iter().zip(p).map(|(s, a)| s.value * a * a).sum();
    for (i, sample) in samples.iter().enumerate().skip(1) {
        loss += p[i] * sample.value * i as f64;
    }
    (loss + weighted * products) / samples.len() as f64
}

struct Model {
    samples: Vec<Sample>,
    scale: Vec<f64>,
}

impl Model {
    #[grad(hvp)]
    fn loss(#[constant] &self, p: &[f64]) -> f64 {
        let scale: &[f64] = &self.scale;
        let mut total = 0.0;
        for (sample, s) in self.samples.iter().zip(scale).rev() {
            total += (p[0] * sample.time + p[1] - s * sample.value).powi(2) * p[2];
        }
        total + self.scale.iter().zip(p).map(|(s, a)| s * a * a).sum::<f64>()
    }
}

fn samples() -> Vec<Sample> {
    vec![
        Sample { time: 0.5, value: 1.0, weights: [1.0, 2.0], history: vec![0.5, 1.5], kind: 0 },
        Sample { time: 1.5, value: 0.3, weights: [0.5, 0.25], history: vec![], kind: 1 },
    ]
}

const P: [f64; 3] = [1.1, 0.7, 0.4];
const ALONG: [f64; 3] = [0.3, -0.8, 0.5];

fn moved(h: f64) -> Vec<f64> {
    P.iter().zip(ALONG).map(|(p, d)| p + h * d).collect()
}

fn slope(f: impl Fn(&[f64]) -> f64) -> f64 {
    (f(&moved(1e-5)) - f(&moved(-1e-5))) / 2e-5
}

fn along(gradient: &[f64]) -> f64 {
    gradient.iter().zip(ALONG).map(|(g, d)| g * d).sum()
}

#[test]
fn samples_of_a_struct() {
    let data = samples();
    let (value, p_bar) = misfit_value_and_grad(&P, &data);
    assert_eq!(value, misfit(&P, &data));
    assert_relative_eq!(along(&p_bar), slope(|p| misfit(p, &data)), max_relative = 1e-6);
    assert_relative_eq!(misfit_jvp(&P, &data, &ALONG).1, along(&p_bar), max_relative = 1e-12);
    let (again, twice) = misfit_hvp(&P, &data, &ALONG);
    assert_relative_eq!(along(&again), along(&p_bar), max_relative = 1e-12);
    assert_relative_eq!(along(&twice), slope(|p| along(&misfit_grad(p, &data))), max_relative = 1e-6);
}

#[test]
fn samples_of_self() {
    let model = Model { samples: samples(), scale: vec![0.5, 2.0] };
    let (value, p_bar) = model.loss_value_and_grad(&P);
    assert_eq!(value, model.loss(&P));
    assert_relative_eq!(along(&p_bar), slope(|p| model.loss(p)), max_relative = 1e-6);
    assert_relative_eq!(model.loss_jvp(&P, &ALONG).1, along(&p_bar), max_relative = 1e-12);
    let (_, twice) = model.loss_hvp(&P, &ALONG);
    assert_relative_eq!(along(&twice), slope(|p| along(&model.loss_grad(p))), max_relative = 1e-6);
}
