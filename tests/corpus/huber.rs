//! The Huber loss.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn huber(prediction: f64, target: f64, delta: f64) -> f64 {
    let r = (prediction - target).abs();
    if r <= delta { 0.5 * r * r } else { delta * (r - 0.5 * delta) }
}

pub const POINTS: &[(f64, f64, f64)] = &[(1.2, 1.0, 0.5), (3.0, 1.0, 0.5), (-2.0, 1.0, 1.0)];
pub const KINKS: &[(f64, f64, f64)] = &[(2.0, 1.0, 1.0)];
