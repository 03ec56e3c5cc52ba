//! A reference to the last element, or to a literal.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn option_last_ref(x: &[f64]) -> f64 {
    let l = x.last().unwrap_or(&1.0);
    l * l * x.len() as f64
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.3], &[]];
