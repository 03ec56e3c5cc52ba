//! Types written out, on bindings and on literals.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn let_ascription(x: f64) -> f64 {
    let half: f64 = 0.5;
    let y: f64 = x * half;
    let (n, z): (i32, f64) = (3, y.cos());
    let w = 2.5_f64 * z + 1f64;
    w.powi(n) + 2f64 * y
}

pub const POINTS: &[(f64,)] = &[(0.8,), (-2.0,)];
