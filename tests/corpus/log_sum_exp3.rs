//! The logarithm of a sum of exponentials, shifted by the largest.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn log_sum_exp3(a: f64, b: f64, c: f64) -> f64 {
    let m = a.max(b).max(c);
    m + ((a - m).exp() + (b - m).exp() + (c - m).exp()).ln()
}

pub const POINTS: &[(f64, f64, f64)] = &[(1.0, 2.0, 0.5), (30.0, -4.0, 29.0), (-1.0, -2.0, 0.1)];
