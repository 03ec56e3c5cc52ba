//! A `Vec` is taken, scaled in place and given back.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn memory_vec_by_value(mut x: Vec<f64>) -> Vec<f64> {
    let mut norm = 1.0;
    for v in &x {
        norm += v * v;
    }
    for i in 0..x.len() {
        x[i] *= x[i] / norm;
    }
    x
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2], &[0.3], &[]];
