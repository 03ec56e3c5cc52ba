//! `for &v in x` binds the elements themselves.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_slice_pattern(x: &[f64], a: f64) -> f64 {
    let mut y = a;
    for &v in x {
        y = (y * v).cos() + a * v;
    }
    y
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.8), (&[0.3], -1.1), (&[], 0.6)];
