//! Segments of ranges that go down, that begin below zero, that include their end, and that
//! are empty.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn checkpoint_ranges(x: f64, n: i32) -> f64 {
    let mut s = x;
    #[checkpoint(every = 3)]
    for k in (-4..=n).rev() {
        s = (s + x * k as f64).sin();
    }
    #[checkpoint(levels = 2)]
    for k in (1..n).rev() {
        s += 0.1 * s * s * k as f64;
    }
    #[checkpoint(sqrt)]
    for k in -2..3_i8 {
        s = s.cos() + k as f64 * x;
    }
    #[checkpoint(sqrt)]
    for k in 0..=250_u8 {
        s += 0.01 * s.sin() + 0.001 * k as f64;
    }
    s
}

pub const POINTS: &[(f64, i32)] = &[(0.7, -9), (0.7, 1), (-0.4, 4), (0.2, 11)];
