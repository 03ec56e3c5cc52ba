//! A slice of pairs, by index and by pattern.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_slice_of_tuples(pairs: &[(f64, f64)], t: f64) -> f64 {
    let mut y = t;
    for i in 0..pairs.len() {
        y *= pairs[i].0 + pairs[i].1 * t;
    }
    for &(a, b) in pairs {
        y += (a * b).sin() * y;
    }
    y
}

pub const POINTS: &[(&[(f64, f64)], f64)] = &[(&[(0.7, -0.4), (1.2, 0.5)], 0.9), (&[(0.3, 0.8)], -0.6), (&[], 0.4)];
