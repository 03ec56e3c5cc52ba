//! A name bound by a condition that runs only where the one before it holds.

use autodiff::grad;

#[grad(hvp, taylor)]
pub fn shifted(v: f64) -> f64 {
    v.exp() - 1.5
}

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn if_let_chain_call(x: f64, y: f64) -> f64 {
    if x > 0.0
        && let z = shifted(x * y)
        && z > 0.0
        && let (a, b) = (z * x, shifted(z))
    {
        a * b
    } else {
        x * y
    }
}

pub const POINTS: &[(f64, f64)] = &[(1.0, 1.0), (0.5, 0.25), (-1.0, 2.0), (2.0, 0.75)];
