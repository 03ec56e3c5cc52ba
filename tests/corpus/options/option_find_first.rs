//! The first element that fits, by `find`.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn option_find_first(x: &[f64]) -> f64 {
    match x.iter().find(|v| **v > 0.2) {
        Some(v) => v * v * x[0],
        None => x[0],
    }
}

pub const POINTS: &[&[f64]] = &[&[0.1, 0.3, 0.9, -0.4], &[0.1, 0.15]];
