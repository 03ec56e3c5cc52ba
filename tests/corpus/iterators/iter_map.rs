//! `map` in a chain, with a pattern in the closure and a captured value.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_map(x: &[f64], a: f64) -> f64 {
    x.iter().map(|&v| v * a).map(|v| v.sin() * v).map(|v| (v + a).exp()).sum()
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.3), (&[0.3], -0.9), (&[], 0.5)];
