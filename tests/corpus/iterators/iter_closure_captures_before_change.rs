//! A closure that captures by `move` keeps the value that a variable had.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_closure_captures_before_change(x: f64, y: f64) -> f64 {
    let mut a = x * y;
    let scale = move |t: f64| a * t.exp();
    let first = scale(x);
    a = a.sin() + first;
    first * a + scale(y * a)
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 0.6), (-0.4, 0.3)];
