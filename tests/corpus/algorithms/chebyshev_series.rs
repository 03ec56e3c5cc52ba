//! A sum of Chebyshev polynomials, the polynomials carried along as a pair.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn chebyshev_series(coefficients: &[f64], x: f64) -> f64 {
    let (mut t, mut t_next) = (1.0, x);
    let mut sum = 0.0;
    for c in coefficients {
        sum += c * t;
        (t, t_next) = (t_next, 2.0 * x * t_next - t);
    }
    sum
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.5, -1.0, 0.3, 0.8], 0.6), (&[1.2], -0.3), (&[], 0.1)];
