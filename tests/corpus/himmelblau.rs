//! Himmelblau's function, and one of its minima.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn himmelblau(x: f64, y: f64) -> f64 {
    let a = x * x + y - 11.0;
    let b = x + y * y - 7.0;
    a * a + b * b
}

pub const POINTS: &[(f64, f64)] = &[(0.5, -1.5), (3.0, 2.0), (-2.8, 3.1)];
