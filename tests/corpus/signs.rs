//! The functions that look at the sign.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn signs(x: f64, y: f64) -> f64 {
    let s = x.signum() * y.abs();
    let t = (x * x).copysign(y);
    s * t + (x + 3.0 * y).recip() + x.abs().sqrt()
}

pub const POINTS: &[(f64, f64)] = &[(1.5, 0.7), (-1.5, 0.7), (1.5, -0.9), (-0.4, -0.9)];
