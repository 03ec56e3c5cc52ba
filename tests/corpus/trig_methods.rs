//! Trigonometric functions as methods.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn trig_methods(x: f64, y: f64) -> f64 {
    let (s, c) = (x * y).sin_cos();
    x.sin() * y.cos() + (x - y).tan() * s + c.sin().cos()
}

pub const POINTS: &[(f64, f64)] = &[(0.4, 0.9), (-1.2, 2.1)];
