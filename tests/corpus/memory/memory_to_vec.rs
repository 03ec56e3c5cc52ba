//! `to_vec` makes a copy that changes on its own.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_to_vec(x: &[f64]) -> f64 {
    let mut y = x.to_vec();
    for i in 1..y.len() {
        y[i] *= y[i - 1] + x[i];
    }
    let mut sum = 0.0;
    for i in 0..x.len() {
        sum += (x[i] * y[i]).sin();
    }
    sum
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2], &[0.3], &[]];
