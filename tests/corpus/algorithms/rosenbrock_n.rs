//! Rosenbrock's function in any number of dimensions.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn rosenbrock_n(x: &[f64]) -> f64 {
    x.windows(2).map(|w| 10.0 * (w[1] - w[0] * w[0]).powi(2) + (1.0 - w[0]).powi(2)).sum()
}

pub const POINTS: &[&[f64]] = &[&[-0.7, 0.4, 0.9, 0.6], &[0.8, 0.5], &[1.2], &[]];
