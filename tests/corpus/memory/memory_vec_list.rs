//! `vec![a, b, c]` of active values and literals.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_vec_list(x: f64, y: f64) -> f64 {
    let mut v = vec![x * y, 0.5, y.sin(), x];
    v[1] += v[0] * v[2];
    v[3] *= v[1];
    v[0] = v[3] * v[3];
    v[0] + v[1] * v[2] * v[3]
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 1.1), (-0.4, 0.3)];
