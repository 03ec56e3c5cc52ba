//! `collect` with the element left open, as the end of a chain and in between.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn iter_collect(x: &[f64], t: f64) -> Vec<f64> {
    let squares = x.iter().map(|v| v * v * t).collect::<Vec<_>>();
    let total = squares.iter().sum::<f64>();
    squares.iter().zip(x).map(|(s, v)| s * total + v.sin()).collect()
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.6), (&[0.3], -0.9), (&[], 0.5)];
