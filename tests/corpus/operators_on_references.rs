//! Arithmetic on references to floats.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn operators_on_references(x: &f64, y: &f64, z: f64) -> f64 {
    let sum = x + y;
    let product = *x * *y;
    let mixed = x * z - z / y;
    let negative = -x;
    let again = &product;
    sum * product + mixed * negative - again
}

pub const POINTS: &[(f64, f64, f64)] = &[(1.5, 0.7, 2.0), (-0.2, 3.0, 0.4)];
