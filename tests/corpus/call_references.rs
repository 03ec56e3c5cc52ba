//! Helpers that take references to scalars.

use autodiff::grad;

#[grad(hvp, taylor)]
fn norm2(x: &f64, y: &f64) -> f64 {
    x * x + y * y
}

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn call_references(x: f64, y: &f64, n: &i32) -> f64 {
    let z = x * y;
    norm2(&z, y) + norm2(&x, &(z + 1.0)) * (*n as f64)
}

pub const POINTS: &[(f64, f64, i32)] = &[(0.3, -0.4, 2), (-0.9, 1.2, -1)];
