//! `split_at` into two halves that are multiplied with each other.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_split_at(x: &[f64]) -> f64 {
    let (left, right) = x.split_at(x.len() / 2);
    let mut sum = 0.5;
    for i in 0..left.len() {
        sum += left[i] * right[i] * sum;
    }
    sum.sin() * right.len() as f64
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2, 0.9, 0.2], &[0.6, 0.8], &[]];
