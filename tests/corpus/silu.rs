//! The sigmoid linear unit, with a helper of its own.

use autodiff::grad;

#[grad(hvp, taylor)]
fn logistic(x: f64) -> f64 {
    (1.0 + (-x).exp()).recip()
}

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn silu(x: f64, beta: f64) -> f64 {
    x * logistic(beta * x)
}

pub const POINTS: &[(f64, f64)] = &[(0.5, 1.0), (-3.0, 1.5)];
