//! Functions of the user's that are called as some of std's are.

use autodiff::grad;

/// Only into this order, unlike `std::mem::swap`.
#[grad(hvp, taylor)]
fn swap(a: &mut f64, b: &mut f64) {
    if *a > *b {
        let t = *a;
        *a = *b;
        *b = t;
    }
}

/// What is left behind is twice as large.
#[grad(hvp, taylor)]
fn take(a: &mut f64) -> f64 {
    let old = *a;
    *a = 2.0 * old;
    old
}

#[grad(hvp, taylor)]
fn replace(a: &mut f64, by: f64) -> f64 {
    let old = *a;
    *a += by * by;
    old * by
}

/// A smooth one.
#[grad(hvp, taylor)]
fn max(a: f64, b: f64) -> f64 {
    0.5 * (a + b + ((a - b) * (a - b) + 0.1).sqrt())
}

#[grad(hvp, taylor)]
fn drop(a: f64) -> f64 {
    a.sin()
}

#[grad(hvp, taylor, pullback)]
pub fn memory_names_of_std(x: f64, y: f64) -> f64 {
    let mut p = x;
    let mut q = y * y;
    swap(&mut p, &mut q);
    let r = take(&mut p) + replace(&mut q, x);
    let s = max(p, q) - self::drop(r);
    s * p + q * 3.0
}

pub const POINTS: &[(f64, f64)] = &[(2.0, 0.7), (0.3, 1.1), (-0.4, 0.9)];
