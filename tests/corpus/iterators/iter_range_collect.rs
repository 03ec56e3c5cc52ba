//! A `Vec` collected from a range, some of whose indices are left out.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn iter_range_collect(t: f64, n: usize) -> Vec<f64> {
    let powers: Vec<f64> = (0..n as i32).map(|k| t.powi(k)).collect();
    (0..n).filter(|i| i % 3 != 1).map(|i| powers[i] * powers[n - 1 - i].sin()).collect()
}

pub const POINTS: &[(f64, usize)] = &[(0.7, 5), (-0.4, 2), (0.5, 0)];
