//! The first element, or a number instead.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn option_first_or(x: &[f64]) -> f64 {
    x.first().copied().unwrap_or(2.0) * x.iter().sum::<f64>()
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.3], &[]];
