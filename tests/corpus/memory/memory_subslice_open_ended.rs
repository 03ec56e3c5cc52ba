//! Parts of a slice with one bound, and with none.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_subslice_open_ended(x: &[f64], at: usize) -> f64 {
    let head = &x[..at];
    let tail = &x[at..];
    let all = &x[..];
    let mut y = 0.8;
    for i in 0..head.len() {
        y *= head[i] + all[i] * all[i];
    }
    for i in 0..tail.len() {
        y += tail[i].sin() * y;
    }
    y
}

pub const POINTS: &[(&[f64], usize)] = &[(&[0.7, -0.4, 1.2, 0.9], 2), (&[0.6, 0.8], 0), (&[0.3], 1), (&[], 0)];
