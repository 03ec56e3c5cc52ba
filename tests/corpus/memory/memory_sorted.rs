//! Sorts of floats, of tuples by a key, and again in each iteration.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_sorted(x: &[f64]) -> f64 {
    let mut v: Vec<f64> = x.iter().map(|v| v * v).collect();
    v.sort_by(|a, b| a.partial_cmp(b).unwrap());
    let median = v[1];
    let mut w = [(x[0], 1usize), (x[1], 0), (x[2], 2)];
    w.sort_by_key(|p| p.1);
    let mut u = x.to_vec();
    for k in 0..3 {
        u.sort_unstable_by(f64::total_cmp);
        u[0] *= u[2] * (1.0 + k as f64);
    }
    median * v[2] + w[0].0 * w[0].0 * u[0] + u[1] * u[2]
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.4, 1.1], &[-0.8, 1.3, 0.2]];
