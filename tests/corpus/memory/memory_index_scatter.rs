//! Writes through an array of indices: bins that add up, then some are
//! overwritten.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn memory_index_scatter(x: &[f64], p: &[usize], bins: &mut [f64]) {
    for (i, v) in x.iter().enumerate() {
        bins[p[i]] += v * bins[0];
    }
    for i in 0..x.len() {
        bins[p[p[i]]] = x[i] * bins[p[i]].sin();
    }
}

pub const POINTS: &[(&[f64], &[usize], &[f64])] =
    &[(&[0.7, -0.4, 1.2], &[1, 0, 1], &[0.5, 0.9]), (&[0.3], &[0], &[0.8]), (&[], &[], &[0.4])];
