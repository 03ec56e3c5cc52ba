//! The inverse trigonometric functions.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn trig_inverse(x: f64, y: f64) -> f64 {
    x.asin() + y.acos() * x + (x / y).atan() - (x * y).atan()
}

pub const POINTS: &[(f64, f64)] = &[(0.3, 0.6), (-0.7, 0.2), (0.9, -0.5)];
