//! A range of signed integers from below zero to above it.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_range_negative(x: f64, n: i32) -> f64 {
    let mut y = x;
    for k in -n..=n {
        y += (k as f64 * x).sin() * y * 0.25;
    }
    for k in -n..-1 {
        y *= 1.0 + x / k as f64;
    }
    y
}

pub const POINTS: &[(f64, i32)] = &[(0.7, 2), (-0.4, 3), (0.3, 0)];
