//! Parameters that the body assigns.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn parameters_mutable(mut x: f64, mut p: (f64, i32), (mut a, b): (f64, f64)) -> f64 {
    x *= x;
    p.0 += x;
    p.1 += 1;
    a = a * b + p.0;
    x * a * p.1 as f64
}

pub const POINTS: &[(f64, (f64, i32), (f64, f64))] = &[(0.7, (1.1, 2), (0.3, -0.8)), (-1.2, (0.4, 0), (2.0, 1.0))];
