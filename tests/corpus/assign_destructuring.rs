//! Assignments that take tuples apart, a swap among them.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn assign_destructuring(x: f64, y: f64) -> (f64, f64) {
    let (mut a, mut b) = (x.sin(), y * x);
    (a, b) = (b, a);
    (a, _) = (a * a, b);
    if x > y {
        (a, b) = (a + b, a * b);
    }
    (a, b)
}

pub const POINTS: &[(f64, f64)] = &[(1.3, 0.7), (0.2, 0.9)];
