//! What the body computes from outside variables alone is the same each round,
//! and its adjoint is the sum of all of them.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_invariant(x: &[f64], a: f64, b: f64) -> f64 {
    let mut y = a;
    for v in x {
        let rate = (a * b).exp();
        let offset = b.sin() / a;
        y = y * offset + rate * v;
    }
    y
}

pub const POINTS: &[(&[f64], f64, f64)] = &[(&[0.7, -0.4, 1.2], 0.8, 0.5), (&[0.3], 1.4, -0.6), (&[], 0.9, 0.2)];
