//! A rate constant by the modified Arrhenius equation.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn arrhenius(temperature: f64, prefactor: f64, exponent: f64, energy: f64) -> f64 {
    const R: f64 = 8.314_462_618;
    prefactor * (temperature / 298.15).powf(exponent) * (-energy / (R * temperature)).exp()
}

pub const POINTS: &[(f64, f64, f64, f64)] = &[(350.0, 1.0e3, 0.7, 5.0e3), (900.0, 20.0, -0.5, 1.2e4)];
