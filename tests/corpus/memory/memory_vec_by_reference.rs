//! A reference to a `Vec`.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_vec_by_reference(x: &Vec<f64>) -> f64 {
    let mut y: f64 = 0.5;
    for i in 0..x.len() {
        y += x[i] * y.exp();
    }
    y
}

pub const POINTS: &[&[f64]] = &[&[0.2, -0.4, 0.3], &[0.3], &[]];
