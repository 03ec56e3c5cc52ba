//! Reciprocals and quotients in all positions of the active value.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn quotients(x: f64, y: f64) -> f64 {
    1.0 / x + x / 3.0 + x / y / 2.0 + (x + 1.0) / (y - x) - 2.0 / (x / y)
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 1.9), (-1.1, 0.6)];
