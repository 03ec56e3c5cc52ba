//! A constant is passed on to a helper that could differentiate with respect to
//! it: the caller's word counts.

use autodiff::grad;

#[grad(hvp, taylor)]
fn weighted(x: f64, weight: f64) -> f64 {
    x * x * weight
}

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn call_with_constant(x: f64, #[constant] w: f64) -> f64 {
    weighted(x.sin(), w) + weighted(x, 2.0 * w)
}

pub const POINTS: &[(f64, f64)] = &[(0.3, -0.4), (1.7, 2.0)];
