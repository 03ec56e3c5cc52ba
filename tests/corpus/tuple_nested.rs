//! Nested tuples with integers in them, taken apart by patterns.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn tuple_nested(p: ((f64, i32), f64, bool), q: &f64) -> (f64, (f64, i32)) {
    let ((a, n), b, up) = p;
    let lifted = a.powi(n) * q;
    let shifted = if up { lifted + b } else { lifted - b };
    (shifted.sin(), (shifted * b, n + 1))
}

pub const POINTS: &[(((f64, i32), f64, bool), f64)] = &[(((1.3, 2), 0.7, true), 0.9), (((0.4, 3), -1.2, false), 2.0)];
