//! A recursion whose value is a factor, not the seed of its own adjoint: it runs once on
//! each level.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn recursive_product(x: &[f64], depth: usize) -> f64 {
    if depth == 0 || x.len() < 2 {
        return x.iter().map(|v| v.sin()).sum();
    }
    let middle = x.len() / 2;
    let mut sum = 0.0;
    for k in 0..2 {
        sum += x[k] * recursive_product(&x[k..middle + k], depth - 1);
    }
    sum
}

pub const POINTS: &[(&[f64], usize)] = &[(&[0.4, -0.8, 1.2, 0.6, 0.3], 2), (&[0.4, 0.9], 3)];
