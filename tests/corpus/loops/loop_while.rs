//! A `while` loop whose condition reads an active value.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_while(x: f64, growth: f64) -> f64 {
    let mut y = x;
    while y < 4.0 {
        y = y * growth + 0.1 * y * y;
    }
    y.ln() * x
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 1.3), (3.1, 1.2), (5.0, 1.1)];
