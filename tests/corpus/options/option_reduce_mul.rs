//! A product by `reduce`.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn option_reduce_mul(x: &[f64]) -> f64 {
    x.iter().map(|v| v + 2.0).reduce(|a, b| a * b).unwrap()
}

pub const POINTS: &[&[f64]] = &[&[0.1, 0.3, 0.9, -0.4], &[0.4]];
