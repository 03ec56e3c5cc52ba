//! A `Vec` and its clone, both changed and both used.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_clone(mut x: Vec<f64>, t: f64) -> f64 {
    x[0] *= t;
    let mut y = x.clone();
    for i in 0..x.len() {
        x[i] = x[i].sin() * t;
        y[i] *= x[i] + y[0];
    }
    x[0] * y[0] + x[x.len() - 1] * y[y.len() - 1]
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.6), (&[0.3], -0.9)];
