//! `if let` on literals, tuples and values that always match.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn if_let(x: f64, n: i32, flag: bool) -> f64 {
    let a = if let 2 = n { x * x } else { x };
    let b = if let (0..=3, true) = (n, flag) { a.sin() } else { a.cos() * x };
    let mut c = b;
    if let (u, k @ 1..) = (a * b, n) {
        c += u * k as f64;
    }
    c
}

pub const POINTS: &[(f64, i32, bool)] = &[(1.2, 2, true), (0.4, 0, false), (-0.9, 7, true)];
