//! The value of a `loop` is what it breaks with.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_break_value(x: f64, a: f64) -> f64 {
    let mut y = x;
    let mut n = 0;
    let root = loop {
        y = 0.5 * (y + a / y);
        n += 1;
        if n == 2 {
            break y * x;
        }
    };
    root * root + y
}

pub const POINTS: &[(f64, f64)] = &[(1.0, 2.3), (0.6, 0.7)];
