//! Variables in capitals, as the formulas of thermodynamics have them.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
#[allow(non_snake_case)]
pub fn capital_names(T: f64, P: f64, (A, B): (f64, f64)) -> f64 {
    const R: f64 = 8.314;
    let V = R * T / P;
    let (U, mut W) = (A * T, B / V);
    W *= P;
    U + W * V.ln()
}

pub const POINTS: &[(f64, f64, (f64, f64))] = &[(300.0, 101.0, (0.5, 2.0)), (270.0, 90.0, (-0.3, 1.0))];
