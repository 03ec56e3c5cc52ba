//! Integers that change along the way, mixed with floats.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn integers_mutable(x: f64, start: i64) -> f64 {
    let mut n = start;
    let mut y = x;
    if n % 2 == 0 {
        n /= 2;
        y *= n as f64;
    }
    if n > 3 {
        n -= 3;
        y = y * y / n as f64;
    }
    y + n as f64 * x
}

pub const POINTS: &[(f64, i64)] = &[(0.7, 2), (0.7, 16), (0.7, 9), (0.7, 1)];
