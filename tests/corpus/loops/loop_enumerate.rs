//! Elements with their indices.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_enumerate(x: &[f64], t: f64) -> f64 {
    let mut y = t;
    for (i, v) in x.iter().enumerate() {
        y += v * t.powi(i as i32) * y;
    }
    y
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.5), (&[0.3], -0.8), (&[], 1.4)];
