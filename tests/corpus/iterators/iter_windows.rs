//! Neighbours in a chain: `windows` under a `map`.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_windows(x: &[f64]) -> f64 {
    let length: f64 = x.windows(2).map(|w| (1.0 + (w[1] - w[0]).powi(2)).sqrt()).sum();
    length * x.windows(3).map(|w| w[0] * w[1] * w[2]).sum::<f64>()
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2, 0.5], &[0.3, 0.9], &[]];
