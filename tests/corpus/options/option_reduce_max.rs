//! The largest element by `reduce`, and the log of a sum of exponentials.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn option_reduce_max(x: &[f64]) -> f64 {
    let m = x.iter().copied().reduce(f64::max).unwrap_or(f64::NEG_INFINITY);
    let lse: f64 = x.iter().map(|v| (v - m).exp()).sum();
    m + lse.ln()
}

pub const POINTS: &[&[f64]] = &[&[0.1, 0.3, 0.9, -0.4], &[0.4, 0.2]];
