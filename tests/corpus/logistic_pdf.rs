//! The density of the logistic distribution.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn logistic_pdf(x: f64, mu: f64, s: f64) -> f64 {
    let z = (x - mu) / s;
    let e = (-z).exp();
    e / (s * (1.0 + e).powi(2))
}

pub const POINTS: &[(f64, f64, f64)] = &[(1.0, 0.2, 0.7), (-2.0, 0.5, 1.5)];
