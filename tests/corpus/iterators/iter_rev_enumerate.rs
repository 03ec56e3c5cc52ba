//! `rev` before and after `enumerate`: the indices run either way.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_rev_enumerate(x: &[f64], t: f64) -> f64 {
    let mut y = t;
    for (i, v) in x.iter().rev().enumerate() {
        y += v * y * i as f64;
    }
    for (i, v) in x.iter().enumerate().rev() {
        y = y * v + t * i as f64;
    }
    y
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.6), (&[0.3], -0.9), (&[], 0.5)];
