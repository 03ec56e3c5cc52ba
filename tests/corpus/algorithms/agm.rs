//! The arithmetic-geometric mean of two numbers.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn agm(mut a: f64, mut b: f64) -> f64 {
    while (a - b).abs() > 1e-6 * a {
        (a, b) = (0.5 * (a + b), (a * b).sqrt());
    }
    0.5 * (a + b)
}

pub const POINTS: &[(f64, f64)] = &[(1.0, 2.5), (0.7, 0.2)];
