//! Trigonometric functions as paths, plain and qualified.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn trig_paths(x: f64, y: f64) -> f64 {
    let s = f64::sin(x) + <f64>::cos(y);
    let t = f64::tan(0.5 * x);
    let (a, b) = f64::sin_cos(x * y);
    let h = f64::hypot(s, t);
    h.powi(2) + f64::atan2(a, 2.0 + b)
}

pub const POINTS: &[(f64, f64)] = &[(0.4, 0.9), (-1.2, 2.1)];
