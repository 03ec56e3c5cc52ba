//! Every other index from the end; where it starts depends on the bounds.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_range_reversed_stepped(x: &[f64], from: usize, to: usize) -> f64 {
    let mut y = 0.5;
    for i in (from..to).rev().step_by(2) {
        y = (y * x[i]).exp() - y;
    }
    y
}

pub const POINTS: &[(&[f64], usize, usize)] =
    &[(&[0.4, -0.3, 0.8, 0.2, -0.7], 0, 5), (&[0.4, -0.3, 0.8, 0.2], 1, 3), (&[0.4], 1, 1)];
