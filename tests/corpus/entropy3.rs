//! The entropy of three unnormalised weights, where a zero contributes nothing.

use autodiff::grad;

#[grad(hvp, taylor)]
fn x_ln_x(x: f64) -> f64 {
    if x > 0.0 { x * x.ln() } else { 0.0 }
}

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn entropy3(a: f64, b: f64, c: f64) -> f64 {
    let total = a + b + c;
    let (p, q, r) = (a / total, b / total, c / total);
    -(x_ln_x(p) + x_ln_x(q) + x_ln_x(r))
}

pub const POINTS: &[(f64, f64, f64)] = &[(1.0, 2.0, 3.0), (0.2, 0.05, 0.6)];
pub const KINKS: &[(f64, f64, f64)] = &[(1.0, 0.0, 3.0)];
