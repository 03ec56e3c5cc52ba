//! The pressure of a real gas.

use autodiff::grad;

const GAS_CONSTANT: f64 = 8.314;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn van_der_waals(n: f64, v: f64, t: f64, a: f64, b: f64) -> f64 {
    n * GAS_CONSTANT * t / (v - n * b) - a * (n / v).powi(2)
}

pub const POINTS: &[(f64, f64, f64, f64, f64)] = &[(1.0, 2.5, 300.0, 3.6, 0.4), (2.0, 9.0, 350.0, 1.4, 0.3)];
