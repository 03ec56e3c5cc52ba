//! A continued fraction, evaluated from its end.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn continued_fraction(coefficients: &[f64], x: f64) -> f64 {
    let mut value = 0.0;
    for &c in coefficients.iter().rev() {
        value = x / (c + value);
    }
    value
}

pub const POINTS: &[(&[f64], f64)] = &[(&[1.0, 3.0, 5.5, 7.0], 0.8), (&[2.5], -0.4), (&[], 1.0)];
