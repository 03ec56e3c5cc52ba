//! Two variables change places with arithmetic, in one assignment.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_carried_tuple_assignment(x: f64, y: f64, n: usize) -> f64 {
    let mut a = x;
    let mut b = y;
    for _ in 0..n {
        (a, b) = (b, a * b + x);
    }
    a / b
}

pub const POINTS: &[(f64, f64, usize)] = &[(0.7, 1.2, 4), (0.4, 0.9, 1), (0.8, 0.3, 0)];
