//! A chain inside a chain, whose range depends on the outer one's index.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_nested_range(x: &[f64]) -> f64 {
    (0..x.len()).map(|i| x[i].exp() * (0..i).map(|j| x[i] - x[j]).product::<f64>()).sum()
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2], &[0.3, 0.8], &[]];
