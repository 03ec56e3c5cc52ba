//! A `for` loop over a half-open range whose bounds are arguments; it may be
//! empty, or end before it starts.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_range(x: f64, from: usize, to: usize) -> f64 {
    let mut y = x * x;
    for i in from..to {
        y = y.sin() + x * y / (i + 1) as f64;
    }
    y
}

pub const POINTS: &[(f64, usize, usize)] = &[(0.7, 0, 4), (-0.4, 2, 5), (1.2, 3, 3), (1.2, 5, 2)];
