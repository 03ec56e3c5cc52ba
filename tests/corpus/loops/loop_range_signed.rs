//! Ranges of open integers through the adaptors of a `for`: `i32`, where nothing says `usize`.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_range_signed(x: f64) -> f64 {
    let mut s = x;
    for k in (0..5).step_by(2) {
        s = (s + (k - 2) as f64 * x).sin();
    }
    for (i, k) in (-2..2).enumerate() {
        s = (s * k as f64 + i as f64 * x).cos();
    }
    for (a, b) in (0..3).zip((-1..2).rev()) {
        s = (s + (b - a) as f64 * x).sin();
    }
    for k in (0..6).rev().step_by(3) {
        s = (s * (k - 3) as f64 + x).cos();
    }
    for k in (0..2).chain(-2..0) {
        s = (s * (k - 1) as f64 + x).sin();
    }
    for k in (-1..).take(3) {
        s = (s + k as f64 * x).cos();
    }
    s
}

pub const POINTS: &[f64] = &[0.7, -1.3];
