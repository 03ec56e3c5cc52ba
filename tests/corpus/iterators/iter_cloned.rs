//! `cloned`, of elements and of arrays.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_cloned(x: &[f64], points: &[[f64; 2]]) -> f64 {
    let mut y: f64 = x.iter().cloned().product();
    for p in points.iter().cloned() {
        y += p[0] * p[1] * y;
    }
    y
}

pub const POINTS: &[(&[f64], &[[f64; 2]])] =
    &[(&[0.7, -0.4], &[[1.2, 0.5], [0.3, 0.9]]), (&[0.8], &[]), (&[], &[[0.6, -0.7]])];
