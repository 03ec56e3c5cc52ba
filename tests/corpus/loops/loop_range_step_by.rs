//! A range with a stride that is an argument, and does not divide the length.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_range_step_by(x: &[f64], stride: usize) -> f64 {
    let mut product = 1.0;
    let mut sum = 0.0;
    for i in (0..x.len()).step_by(stride) {
        product *= x[i];
        sum += product.sin();
    }
    sum
}

pub const POINTS: &[(&[f64], usize)] = &[(&[0.9, -0.3, 1.4, 0.2, 0.7], 2), (&[0.5, 1.2, 0.8], 1), (&[0.6, 2.0], 5)];
