//! Horner's scheme by recursion over a table of coefficients.

use autodiff::grad;

fn coefficient(k: usize) -> f64 {
    [1.0, -0.5, 0.25, 2.0, -1.5][k]
}

#[grad(hvp, taylor)]
fn horner_from(x: f64, k: usize) -> f64 {
    if k >= 5 { 0.0 } else { coefficient(k) + x * horner_from(x, k + 1) }
}

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn recursion_horner(x: f64) -> f64 {
    horner_from(x, 0)
}

pub const POINTS: &[(f64,)] = &[(0.7,), (-1.3,)];
