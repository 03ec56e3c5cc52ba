//! Chains on arrays: `iter`, `into_iter`, and `map` of the array itself.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_on_arrays(p: [f64; 3], t: f64) -> f64 {
    let scaled = p.map(|v| v * t + v.sin());
    let dot: f64 = scaled.iter().zip(&p).map(|(a, b)| a * b).sum();
    dot * p.into_iter().fold(t, |a, b| a * b + t)
}

pub const POINTS: &[([f64; 3], f64)] = &[([0.7, -0.4, 1.2], 0.6), ([0.3, 0.8, -0.5], -0.9)];
