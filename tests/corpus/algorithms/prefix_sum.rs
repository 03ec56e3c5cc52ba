//! Running sums, in place.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn prefix_sum(x: &mut [f64]) {
    for i in 1..x.len() {
        x[i] += x[i - 1];
    }
}

pub const POINTS: &[&[f64]] = &[&[1.0, -2.0, 0.5, 3.0], &[0.7], &[]];
