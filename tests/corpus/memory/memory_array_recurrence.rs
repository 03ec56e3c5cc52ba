//! A recurrence of two terms, as an array replaced by one made of it.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_array_recurrence(x: f64, y: f64, n: usize) -> f64 {
    let mut a = [x, y];
    for _ in 0..n {
        a = [a[1], a[0] + a[1] * x];
    }
    a[0] * a[1]
}

pub const POINTS: &[(f64, f64, usize)] = &[(0.7, 0.4, 4), (-0.4, 0.9, 1), (0.3, 0.8, 0)];
