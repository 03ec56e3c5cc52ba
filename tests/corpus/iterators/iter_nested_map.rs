//! A `map` inside a `map`: the sums of a matrix' rows.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_nested_map(rows: &[[f64; 2]], t: f64) -> f64 {
    rows.iter().map(|row| row.iter().map(|v| (v * t).sin()).sum::<f64>()).map(|sum| sum * sum).sum()
}

pub const POINTS: &[(&[[f64; 2]], f64)] = &[(&[[0.7, -0.4], [1.2, 0.5]], 0.6), (&[[0.3, 0.9]], -0.8), (&[], 0.5)];
