//! The unnormalised log density of Student's t.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn student_t(x: f64, mu: f64, sigma: f64, nu: f64) -> f64 {
    let z = (x - mu) / sigma;
    -0.5 * (nu + 1.0) * (z * z / nu).ln_1p() - sigma.ln()
}

pub const POINTS: &[(f64, f64, f64, f64)] = &[(1.5, 0.2, 0.8, 4.0), (-3.0, 1.0, 2.0, 1.5)];
