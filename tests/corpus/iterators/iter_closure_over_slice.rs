//! A closure captures a slice and takes an index; another takes a slice.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_closure_over_slice(x: &[f64], t: f64) -> f64 {
    let n = x.len();
    let at = |i: usize| if i < n { x[i] * t } else { t };
    let norm = |v: &[f64]| v.iter().map(|v| v * v * t).sum::<f64>();
    let mut y = norm(x);
    for i in 0..=n {
        y = y * at(i) + at(n - i).sin();
    }
    y
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.6), (&[0.3], -0.9), (&[], 0.5)];
