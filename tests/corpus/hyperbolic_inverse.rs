//! The inverse hyperbolic functions, on both sides of zero where they have two.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn hyperbolic_inverse(x: f64, y: f64) -> f64 {
    let a = x.asinh();
    let b = (1.0 + y * y).acosh();
    let c = (x / (1.0 + x.abs())).atanh();
    a * b + c
}

pub const POINTS: &[(f64, f64)] = &[(0.4, 0.8), (-1.7, 1.2)];
