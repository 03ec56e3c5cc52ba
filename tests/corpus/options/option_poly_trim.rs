//! Leading coefficients that are too small are dropped.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn option_poly_trim(x: &[f64]) -> f64 {
    let mut c = x.to_vec();
    while c.last().is_some_and(|v| v.abs() < 0.2) {
        c.pop();
    }
    c.iter().rev().fold(0.0, |acc, k| acc * 0.7 + k * k)
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.3], &[0.4, 0.5, 0.1, -0.1], &[0.1]];
