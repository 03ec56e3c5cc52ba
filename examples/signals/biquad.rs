//! A digital filter of second order whose state is changed by each sample: its cutoff and
//! its quality are found from what it does to a signal.

use std::f64::consts::TAU;

use autodiff::{Differentiable, check, grad};

#[derive(Clone, Copy, Debug, Differentiable)]
struct Coefficients {
    b0: f64,
    b1: f64,
    b2: f64,
    a1: f64,
    a2: f64,
}

#[grad(hvp)]
impl Coefficients {
    fn low_pass(sample_rate: f64, cutoff: f64, q: f64) -> Self {
        let omega = TAU * cutoff / sample_rate;
        let (sin, cos) = omega.sin_cos();
        let alpha = sin / (2.0 * q);
        let a0 = 1.0 + alpha;
        let b1 = (1.0 - cos) / a0;
        Coefficients { b0: b1 / 2.0, b1, b2: b1 / 2.0, a1: -2.0 * cos / a0, a2: (1.0 - alpha) / a0 }
    }
}

/// The transposed direct form II.
#[derive(Clone, Debug, Differentiable)]
struct Biquad {
    coefficients: Coefficients,
    s1: f64,
    s2: f64,
}

#[grad(hvp)]
impl Biquad {
    fn new(coefficients: Coefficients) -> Self {
        Self { coefficients, s1: 0.0, s2: 0.0 }
    }

    fn run(&mut self, input: f64) -> f64 {
        let c = &self.coefficients;
        let output = self.s1 + c.b0 * input;
        self.s1 = self.s2 + c.b1 * input - c.a1 * output;
        self.s2 = c.b2 * input - c.a2 * output;
        output
    }

    fn process(&mut self, samples: &mut [f64]) {
        for sample in samples.iter_mut() {
            *sample = self.run(*sample);
        }
    }
}

#[grad(hvp)]
fn filtered(cutoff: f64, q: f64, input: &[f64]) -> Vec<f64> {
    let mut filter = Biquad::new(Coefficients::low_pass(16_000.0, cutoff, q));
    let mut output = input.to_vec();
    filter.process(&mut output);
    output
}

/// How far the filter is from one that has been measured.
#[grad(hvp)]
fn misfit(cutoff: f64, q: f64, #[constant] input: &[f64], #[constant] measured: &[f64]) -> f64 {
    let mut filter = Biquad::new(Coefficients::low_pass(16_000.0, cutoff, q));
    let mut sum = 0.0;
    for (x, y) in input.iter().zip(measured) {
        let error = filter.run(*x) - y;
        sum += error * error;
    }
    sum
}

pub(crate) fn run() {
    let input: Vec<f64> = (0..256).map(|k| if k % 40 < 20 { 1.0 } else { -0.5 }).collect();
    let measured = filtered(2400.0, 0.9, &input);
    let (mut cutoff, mut q) = (2000.0, 0.7);
    check!(
        misfit(
            cutoff,
            q,
            #[constant]
            &input,
            #[constant]
            &measured
        ),
        hvp
    );
    check!(filtered(cutoff, q, &input[..12].to_vec()));
    for _ in 0..20 {
        let ((g, h), (first, cross)) = misfit_hvp(cutoff, q, &input, &measured, 1.0, 0.0);
        let (_, (_, second)) = misfit_hvp(cutoff, q, &input, &measured, 0.0, 1.0);
        let determinant = first * second - cross * cross;
        cutoff -= (second * g - cross * h) / determinant;
        q -= (first * h - cross * g) / determinant;
    }
    println!("  biquad                   cutoff {cutoff:.4} Hz, quality {q:.6}");
    assert!((cutoff - 2400.0).abs() < 1e-6 && (q - 0.9).abs() < 1e-9);
}
