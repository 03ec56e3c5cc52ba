//! Ranges that begin below zero, that are closed, and that are longer than the
//! largest integer of their type: the numbers of their iterations.

use autodiff::grad;

#[grad(hvp)]
pub fn ranges_from_below_zero(x: f64, low: i8, high: i8) -> f64 {
    let mut s = x;
    for _ in 0..=100 {
        s = s + 0.01 * s.sin();
    }
    for i in -100..-10i32 {
        s = s + 0.01 * (s + i as f64 * 0.01).sin();
    }
    for i in low..100i8 {
        s = s + 0.01 * (s + i as f64 * 0.01).sin();
    }
    for i in (-100..=high).rev() {
        s = s + 0.01 * (s + i as f64 * 0.01).sin();
    }
    for i in (-100i8..100).step_by(40) {
        s = s + 0.01 * (s + i as f64 * 0.01).sin();
    }
    for (i, k) in (-100i8..=100).rev().zip(0..150) {
        s = s + 0.01 * (s + i as f64 * 0.01 * k as f64).sin();
    }
    for i in (-2_000_000_000i32..2_000_000_000).step_by(1_000_000_000) {
        s = s + 0.01 * (s + i as f64 * 1e-9).sin();
    }
    for i in usize::MAX - 3..=usize::MAX {
        s = s + 0.01 * (s + (usize::MAX - i) as f64).sin();
    }
    s
}

pub const POINTS: &[(f64, i8, i8)] = &[(1.1, -98, 40), (0.4, 99, -100)];
