//! `count` of the elements that fulfil a condition: an integer, with no
//! derivative.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_count(x: &[f64], level: f64) -> f64 {
    let above = x.iter().filter(|v| **v > level).count();
    let sum: f64 = x.iter().map(|v| v * v).sum();
    (sum * level).powi(above as i32) + above as f64 * sum.sin()
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.6), (&[0.3, -0.1], -0.9), (&[], 0.5)];
