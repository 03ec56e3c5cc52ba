//! A `mut` array parameter is the function's own, to overwrite as it likes.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_array_mutable(mut p: [f64; 3], t: f64) -> f64 {
    p[0] *= t;
    p[1] = p[0] * p[2].exp();
    p[2] += p[1] * p[0];
    p[0] = p[2].sin();
    p[0] * p[1] * p[2]
}

pub const POINTS: &[([f64; 3], f64)] = &[([0.7, 9.0, 0.2], 0.8), ([-0.4, 2.0, 0.5], 1.3)];
