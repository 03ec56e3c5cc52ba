//! The operator `%` on either sign.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn remainder(x: f64, y: f64) -> f64 {
    let wrapped = x % y;
    wrapped * wrapped + x
}

pub const POINTS: &[(f64, f64)] = &[(7.3, 2.0), (-7.3, 2.0), (5.3, -1.7), (0.5, 3.0)];
