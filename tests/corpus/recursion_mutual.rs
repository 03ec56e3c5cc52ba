//! Two functions that call each other.

use autodiff::grad;

#[grad(hvp, taylor)]
fn even_step(x: f64, n: u32) -> f64 {
    if n == 0 { x } else { odd_step(x.sin(), n - 1) * x }
}

#[grad(hvp, taylor)]
fn odd_step(x: f64, n: u32) -> f64 {
    if n == 0 { x * x } else { even_step(x + 1.0, n - 1) + x }
}

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn recursion_mutual(x: f64, n: u32) -> f64 {
    even_step(x, n)
}

pub const POINTS: &[(f64, u32)] = &[(0.7, 0), (0.7, 1), (0.7, 2), (-0.4, 5)];
