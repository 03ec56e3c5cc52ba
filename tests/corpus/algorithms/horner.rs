//! A polynomial by Horner's scheme, the constant coefficient first.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn horner(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |value, c| value * x + c)
}

pub const POINTS: &[(&[f64], f64)] = &[(&[1.0, -0.5, 0.25, 2.0], 0.7), (&[3.0], 1.5), (&[], 0.4)];
