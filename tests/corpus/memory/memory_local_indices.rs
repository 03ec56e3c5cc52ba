//! Indices that the function makes itself: an order by a rule on integers.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_local_indices(x: &[f64]) -> f64 {
    let n = x.len();
    let mut order = vec![0usize; n];
    for i in 0..n {
        order[i] = (3 * i + 1) % n;
    }
    let mut y = 0.5;
    for i in 0..n {
        y = y * x[order[i]] + x[order[n - 1 - i]].sin();
    }
    y
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2, 0.9], &[0.3], &[]];
