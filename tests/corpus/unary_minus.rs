//! Negation in every place where it can stand.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn unary_minus(x: f64, y: f64) -> f64 {
    let a = -x;
    let b = -(a * -y);
    let c = -a.powi(2) - -b;
    -(c - -x) / -(2.0 + y) * -1.0
}

pub const POINTS: &[(f64, f64)] = &[(1.5, 0.7), (-0.2, 3.0)];
