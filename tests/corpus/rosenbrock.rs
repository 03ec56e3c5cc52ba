//! Rosenbrock's banana.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn rosenbrock(x: f64, y: f64) -> f64 {
    (1.0 - x).powi(2) + 100.0 * (y - x.powi(2)).powi(2)
}

pub const POINTS: &[(f64, f64)] = &[(-1.2, 1.0), (1.0, 1.0), (0.3, -0.4)];
