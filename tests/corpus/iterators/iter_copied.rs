//! `copied` makes values of references.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_copied(x: &[f64], t: f64) -> f64 {
    let mut y = t;
    for v in x.iter().copied() {
        y = (y * v).sin() + v * v;
    }
    y * x.iter().copied().map(f64::exp).sum::<f64>()
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.6), (&[0.3], -0.9), (&[], 0.5)];
