//! A range run through backwards.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_range_reversed(x: &[f64], t: f64) -> f64 {
    let mut y = t;
    for i in (0..x.len()).rev() {
        y = x[i] + t * y * y.cos();
    }
    y
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.3, -0.8, 1.1], 0.7), (&[0.4], -0.6), (&[], 0.9)];
