//! The first item of an iterator.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn option_next_rev(x: &[f64]) -> f64 {
    x.iter().rev().next().unwrap() * x.iter().skip(1).next().copied().unwrap_or(3.0)
}

pub const POINTS: &[&[f64]] = &[&[0.1, 0.3, 0.9, -0.4], &[0.4]];
