//! Chebyshev polynomials by their recurrence, two calls in one expression.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn recursion_chebyshev(x: f64, n: u32) -> f64 {
    match n {
        0 => 1.0,
        1 => x,
        _ => 2.0 * x * recursion_chebyshev(x, n - 1) - recursion_chebyshev(x, n - 2),
    }
}

pub const POINTS: &[(f64, u32)] = &[(0.3, 0), (0.3, 1), (0.3, 4), (-0.8, 6)];
