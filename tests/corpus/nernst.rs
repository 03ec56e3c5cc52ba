//! The Nernst potential in millivolts, for an ion of integer charge.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn nernst(outside: f64, inside: f64, celsius: f64, charge: i32) -> f64 {
    let kelvin = celsius + 273.15;
    let thermal = 8.314 * kelvin / 96_485.0;
    1e3 * thermal / charge as f64 * (outside / inside).ln()
}

pub const POINTS: &[(f64, f64, f64, i32)] = &[(5.0, 140.0, 37.0, 1), (2.0, 0.5, 20.0, -2)];
