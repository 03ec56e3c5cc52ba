//! `into_iter` of a `Vec`, an array and a slice.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_into_iter(x: Vec<f64>, p: [f64; 2], s: &[f64]) -> f64 {
    let mut y = 0.6;
    for v in x.into_iter() {
        y *= 1.0 + v * v;
    }
    for v in p.into_iter() {
        y = (y * v).sin() + v;
    }
    for v in s.into_iter() {
        y += v * y;
    }
    y
}

pub const POINTS: &[(&[f64], [f64; 2], &[f64])] =
    &[(&[0.7, -0.4], [0.5, 0.9], &[0.3, 0.8]), (&[1.2], [-0.6, 0.4], &[]), (&[], [0.2, 1.1], &[-0.7])];
