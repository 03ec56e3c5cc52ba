//! `for v in x.iter()`, with the element taken out of its reference where it
//! is used.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_slice_iter(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    let mut squares = 1.0;
    for v in x.iter() {
        sum += *v * squares;
        squares += v.powi(2);
    }
    sum / squares
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2, 0.5], &[0.3, 2.0], &[]];
