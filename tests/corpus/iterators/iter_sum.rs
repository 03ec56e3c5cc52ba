//! The sum of an iterator, with its type told in each of the ways there are.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_sum(x: &[f64]) -> f64 {
    let total: f64 = x.iter().sum();
    let squares = x.iter().map(|v| v * v).sum::<f64>();
    total * squares + x.iter().map(|&v| v.sin() * total).sum::<f64>()
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2], &[0.3], &[]];
