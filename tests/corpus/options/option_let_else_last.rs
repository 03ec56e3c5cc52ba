//! `let Some(&last) = x.last() else { return .. }`.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn option_let_else_last(x: &[f64]) -> f64 {
    let Some(&last) = x.last() else { return 0.0 };
    last.powi(3) * x[0]
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.3], &[0.4], &[]];
