//! The first and the last element, unwrapped.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_first_last(x: &[f64]) -> f64 {
    let first = x.first().unwrap();
    let last = *x.last().unwrap();
    first * last.exp() + first.sin() * x[0]
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2], &[0.3]];
