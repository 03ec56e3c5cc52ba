//! Reads through an array of indices, which may repeat.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_index_gather(x: &[f64], p: &[usize]) -> f64 {
    let mut y = 1.0;
    for i in 0..p.len() {
        y = y * x[p[i]] + x[p[i]].sin();
    }
    y
}

pub const POINTS: &[(&[f64], &[usize])] = &[(&[0.7, -0.4, 1.2], &[2, 0, 2, 1]), (&[0.3], &[0]), (&[], &[])];
