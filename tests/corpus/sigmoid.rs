//! The logistic function with a slope parameter.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn sigmoid(x: f64, a: f64) -> f64 {
    1.0 / (1.0 + (-a * x).exp())
}

pub const POINTS: &[(f64, f64)] = &[(2.0, 0.5), (-1.5, 2.0), (0.0, 1.0), (30.0, 0.1)];
