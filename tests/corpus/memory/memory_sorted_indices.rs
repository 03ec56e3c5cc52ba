//! Indices that are sorted by floats: the order has no derivative.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_sorted_indices(x: &[f64]) -> f64 {
    let keys: Vec<f64> = x.iter().map(|v| v.sin()).collect();
    let mut order: Vec<usize> = (0..x.len()).collect();
    order.sort_by(|&i, &j| keys[j].total_cmp(&keys[i]));
    let mut s = 0.0;
    for (rank, &i) in order.iter().enumerate() {
        s += keys[i] * x[i] * (rank + 1) as f64;
    }
    let bound = x[0];
    order.sort_by_key(|&i| (keys[i] > bound, i));
    s * keys[order[0]]
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.4, 1.1], &[-0.8, 1.3, 0.2, 0.9]];
