//! The largest element in the order of `partial_cmp`, where it is as well.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_max_by(x: &[f64], y: &[f64]) -> f64 {
    let largest = *x.iter().max_by(|a, b| a.partial_cmp(b).unwrap()).unwrap();
    let (at, top) = y.iter().enumerate().max_by(|a, b| a.1.partial_cmp(b.1).unwrap()).unwrap();
    largest * top + (x[at] * largest).sin()
}

pub const POINTS: &[(&[f64], &[f64])] = &[(&[0.7, -0.4, 1.2], &[0.5, 0.9, 0.3]), (&[0.3], &[-0.8])];
