//! A closure bound with `let` captures active values, and is called twice.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_closure_captures(x: f64, a: f64, b: f64) -> f64 {
    let line = |t: f64| a * t * t + b;
    line(x) * line(x.sin() * a)
}

pub const POINTS: &[(f64, f64, f64)] = &[(0.7, 0.4, 0.9), (-0.4, 1.1, 0.3)];
