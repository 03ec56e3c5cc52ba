//! Pairs out of a flat slice, without the odd one at the end.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_chunks_exact(x: &[f64]) -> f64 {
    let mut y = 1.0;
    for pair in x.chunks_exact(2) {
        y = y * pair[0] + (pair[1] * y).sin();
    }
    y
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2, 0.9, 0.5], &[0.3], &[]];
