//! The largest value so far, at each place.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn running_maximum(x: &[f64]) -> Vec<f64> {
    let mut largest = f64::NEG_INFINITY;
    x.iter()
        .map(|&value| {
            largest = largest.max(value);
            largest
        })
        .collect()
}

pub const POINTS: &[&[f64]] = &[&[0.5, -1.0, 2.0, 1.5, 3.0], &[-2.0, -3.0], &[]];
