//! A value overwritten after it was used, and before the adjoint needs it.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn assign_overwritten(x: f64, y: f64) -> f64 {
    let mut u = x * y;
    let v = u.sin() * x;
    u = v.exp();
    let w = u * u * v;
    u = 0.0;
    u += y;
    w + u * v
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 1.1), (-0.4, 0.3)];
