//! The largest and the smallest element by folding with `max` and `min`.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_fold_max(x: &[f64], floor: f64) -> f64 {
    let top = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let bottom = x.iter().fold(floor, |a, &b| a.min(b));
    (top * bottom).sin() + top * top
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.6), (&[0.3], 0.1)];
