//! The refracted angle, or the incoming one under total reflection.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn snell(n1: f64, n2: f64, incoming: f64) -> f64 {
    let s = n1 / n2 * incoming.sin();
    if s.abs() > 1.0 {
        return incoming;
    }
    s.asin()
}

pub const POINTS: &[(f64, f64, f64)] = &[(1.0, 1.5, 0.8), (1.5, 1.0, 0.4), (1.5, 1.0, 1.2)];
