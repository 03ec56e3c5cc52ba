//! Integer powers: literal, negative, from a parameter, zero.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn powers_integer(x: f64, n: i32) -> f64 {
    x.powi(3) - 2.0 * x.powi(-2) + x.powi(n) + x.powi(n - 1) + x.powi(0) + x.powi(1)
}

pub const POINTS: &[(f64, i32)] = &[(1.3, 4), (-0.7, 5), (2.0, -3), (1.1, 1), (0.9, 0)];
