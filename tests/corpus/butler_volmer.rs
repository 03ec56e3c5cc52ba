//! Electrode current by the Butler–Volmer equation.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn butler_volmer(overpotential: f64, exchange: f64, alpha: f64, celsius: f64) -> f64 {
    let f = 96_485.332 / (8.314_462 * (celsius + 273.15));
    exchange * ((alpha * f * overpotential).exp() - (-(1.0 - alpha) * f * overpotential).exp())
}

pub const POINTS: &[(f64, f64, f64, f64)] = &[(0.05, 1.2, 0.5, 25.0), (-0.08, 0.4, 0.3, 60.0)];
