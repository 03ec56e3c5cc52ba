//! Questions about a float steer the program and have no derivative.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn predicates(x: f64, y: f64) -> f64 {
    let r = x.ln();
    let safe = if r.is_nan() || r.is_infinite() { 0.0 } else { r };
    let normal = y.is_finite() && y.is_normal();
    let z = if normal && y.is_sign_positive() { y.sqrt() } else { y * y };
    if x.is_sign_negative() { safe + z * x } else { safe * z }
}

pub const POINTS: &[(f64, f64)] = &[(1.5, 0.7), (-1.5, 0.7), (2.0, -0.9)];
