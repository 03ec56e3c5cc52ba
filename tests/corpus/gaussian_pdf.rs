//! The normal density, with an import in the body.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn gaussian_pdf(x: f64, mu: f64, sigma: f64) -> f64 {
    use std::f64::consts::PI;
    let z = (x - mu) / sigma;
    (-0.5 * z * z).exp() / (sigma * (2.0 * PI).sqrt())
}

pub const POINTS: &[(f64, f64, f64)] = &[(0.5, 0.0, 1.0), (2.0, 1.2, 0.6)];
