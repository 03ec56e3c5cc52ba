//! `filter` by the value, before and after a `map`.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_filter(x: &[f64], level: f64) -> f64 {
    let above: f64 = x.iter().filter(|v| **v > level).map(|v| v * v * level).sum();
    let scaled: f64 = x.iter().map(|v| v * above).filter(|&v| v < 0.5).map(|v| v.sin()).sum();
    above * scaled
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.6), (&[0.3, -0.2], -0.9), (&[], 0.5)];
