//! `fold` with a scalar as the state.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_fold(x: &[f64], t: f64) -> f64 {
    let horner = x.iter().rev().fold(0.0, |sum, c| sum * t + c);
    x.iter().fold(horner, |state, v| (state * v).cos() + state)
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.6), (&[0.3], -0.9), (&[], 0.5)];
