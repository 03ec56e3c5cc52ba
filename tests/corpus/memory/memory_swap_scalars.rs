//! `std::mem::swap` of two scalars, under a condition and in a loop.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_swap_scalars(x: f64, y: f64, n: usize) -> f64 {
    let mut a = x;
    let mut b = y;
    if a > b {
        std::mem::swap(&mut a, &mut b);
    }
    for _ in 0..n {
        a = a * b + a.sin();
        std::mem::swap(&mut a, &mut b);
    }
    a * a * b
}

pub const POINTS: &[(f64, f64, usize)] = &[(0.7, 0.4, 3), (-0.4, 0.9, 2), (0.3, 0.8, 0)];
