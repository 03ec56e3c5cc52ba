//! The logarithm of a sum of exponentials, shifted by the largest.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn logsumexp(x: &[f64]) -> f64 {
    let largest = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = x.iter().map(|v| (v - largest).exp()).sum();
    largest + sum.ln()
}

pub const POINTS: &[&[f64]] = &[&[1.0, 2.0, 0.5, -1.0], &[30.0, -4.0, 29.0], &[0.7]];
