//! The array that the loop runs over stands in its head, with active and
//! literal entries.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_array_literal(x: f64, y: f64) -> f64 {
    let mut z = x;
    for w in [0.5, x * y, y.sin(), -0.25] {
        z = z * w + y;
    }
    z
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 1.1), (-0.4, 0.3)];
