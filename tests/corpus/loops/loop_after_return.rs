//! A loop after an early return, with another early return behind it.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_after_return(x: f64, n: usize) -> f64 {
    if n == 0 {
        return x.sin() * x;
    }
    let mut y = x;
    for _ in 0..n {
        y = y * y + x;
    }
    if y > 2.0 {
        return y.ln();
    }
    y * x
}

pub const POINTS: &[(f64, usize)] = &[(0.3, 2), (0.9, 2), (0.7, 0)];
