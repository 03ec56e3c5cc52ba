//! `for v in p` over an array takes it apart.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_array_by_value(p: [f64; 3], t: f64) -> f64 {
    let mut y = 0.0;
    for c in p {
        y = y * t + c * c;
    }
    y.sin()
}

pub const POINTS: &[([f64; 3], f64)] = &[([0.7, -0.4, 1.2], 0.5), ([0.1, 0.9, -0.3], -1.3)];
