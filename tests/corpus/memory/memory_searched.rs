//! Where something is in a sorted array of floats: `partition_point`,
//! `binary_search_by`, `contains`.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_searched(x: &[f64], t: f64) -> f64 {
    let nodes = [0.0, x[0], x[0] + x[1], 5.0];
    let k = nodes.partition_point(|&v| v <= t).clamp(1, 3);
    let j = nodes.binary_search_by(|v| v.total_cmp(&t)).unwrap_or_else(|i| i);
    let w = (t - nodes[k - 1]) / (nodes[k] - nodes[k - 1]);
    let line = (1.0 - w) * x[1] + w * x[0] * x[0];
    if nodes.contains(&5.0) { line * j as f64 } else { 0.0 }
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, 0.4], 0.3), (&[0.7, 0.4], 0.9), (&[0.7, 0.4], 2.5)];
