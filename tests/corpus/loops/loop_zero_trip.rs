//! Loops that run not at all, or once, between the only assignment before
//! them and the only use after them.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_zero_trip(x: f64, y: f64, n: usize) -> f64 {
    let mut a = x * y;
    for i in 1..n {
        a = a.sin() * i as f64;
    }
    while a > 1.0 {
        a *= y;
    }
    for _ in 5..2 {
        a = y;
    }
    a * x
}

pub const POINTS: &[(f64, f64, usize)] = &[(0.7, 0.9, 0), (1.7, 0.8, 1), (0.4, 0.6, 2)];
