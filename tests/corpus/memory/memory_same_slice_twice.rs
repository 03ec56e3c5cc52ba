//! The same slice is both arguments of a helper.

use autodiff::grad;

#[grad(hvp, taylor)]
fn correlation(x: &[f64], y: &[f64], lag: usize) -> f64 {
    let mut sum = 0.0;
    for i in lag..x.len() {
        sum += x[i] * y[i - lag];
    }
    sum
}

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn memory_same_slice_twice(x: &[f64]) -> f64 {
    correlation(x, x, 0) * correlation(x, x, 1) + correlation(&x[1..], x, 0).sin()
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2], &[0.3]];
