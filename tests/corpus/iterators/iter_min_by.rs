//! The smallest element in the order of `total_cmp`, by itself and by a key.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_min_by(x: &[f64], target: f64) -> f64 {
    let smallest = x.iter().copied().min_by(|a, b| a.total_cmp(b)).unwrap();
    let nearest = x.iter().min_by(|a, b| (*a - target).abs().total_cmp(&(*b - target).abs())).unwrap();
    smallest * nearest * target + nearest.sin()
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.9), (&[0.3], -0.5)];
