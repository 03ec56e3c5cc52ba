//! A parameter handed through as it is.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn result_parameter(x: f64, y: f64) -> f64 {
    if y > 0.0 { x } else { y }
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 1.3), (0.7, -1.3)];
