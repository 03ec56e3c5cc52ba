//! A vector that a call gives and nobody reads was taken for a float, and refused.

use autodiff::grad;

#[grad(hvp)]
pub fn result_that_nobody_reads(x: &[f64]) -> f64 {
    let mut s = x[0] * x[1];
    if x[0] > 1.0 {
        let _powers = powers(x[0]);
        s += x[0].sin();
    }
    let _ = powers(s);
    s * x[1]
}

#[grad(hvp)]
fn powers(t: f64) -> Vec<f64> {
    vec![t, t * t]
}

pub const POINTS: &[&[f64]] = &[&[2.9, 0.7], &[0.1, 1.3], &[10.3, -0.4]];
