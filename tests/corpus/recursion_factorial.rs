//! The rising factorial, with an early return.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn recursion_factorial(x: f64, n: i32) -> f64 {
    if n <= 0 {
        return 1.0;
    }
    x * recursion_factorial(x + 1.0, n - 1)
}

pub const POINTS: &[(f64, i32)] = &[(0.5, 0), (0.5, 1), (1.2, 5)];
