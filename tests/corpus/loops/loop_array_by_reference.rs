//! `for v in &p` over an array, which is used again afterwards.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_array_by_reference(p: [f64; 3]) -> f64 {
    let mut y: f64 = 0.3;
    for v in &p {
        y += v * y.exp();
    }
    y * p[1]
}

pub const POINTS: &[[f64; 3]] = &[[0.2, -0.4, 0.5], [0.1, 0.6, -0.9]];
