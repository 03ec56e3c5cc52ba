//! Counters in an array, which weights and indices come from while they count.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_counters_overwritten(x: &[f64], p: &[usize]) -> f64 {
    let mut counts = [0; 3];
    let mut y = 1.0;
    for (i, v) in x.iter().enumerate() {
        counts[p[i]] += 1;
        y += v * y * counts[p[i]] as f64;
        y *= x[counts[0]];
    }
    y.sin()
}

pub const POINTS: &[(&[f64], &[usize])] = &[(&[0.7, -0.4, 0.9], &[2, 0, 2]), (&[0.3, 0.8], &[1, 1]), (&[], &[])];
