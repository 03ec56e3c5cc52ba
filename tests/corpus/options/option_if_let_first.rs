//! `if let Some(..) = x.first()`.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn option_if_let_first(x: &[f64]) -> f64 {
    if let Some(first) = x.first() { first * first * x.iter().sum::<f64>() } else { 0.0 }
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.3], &[]];
