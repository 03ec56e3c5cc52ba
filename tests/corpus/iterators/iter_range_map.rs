//! A chain on a range of indices.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_range_map(x: &[f64], t: f64) -> f64 {
    let n = x.len();
    let series: f64 = (0..n).map(|i| x[i] * (i as f64 * t).cos()).sum();
    series * (1..=n).rev().map(|k| x[n - k] + t / k as f64).product::<f64>()
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.6), (&[0.3], -0.9), (&[], 0.5)];
