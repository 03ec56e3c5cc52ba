//! `vec![value; n]` with an active value.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_vec_repeat(x: f64, n: usize) -> f64 {
    let mut v = vec![x * x; n];
    for i in 1..n {
        v[i] *= v[i - 1] + x;
    }
    let mut sum = 0.0;
    for i in 0..n {
        sum += v[i].sin();
    }
    sum
}

pub const POINTS: &[(f64, usize)] = &[(0.7, 3), (-0.4, 1), (0.5, 0)];
