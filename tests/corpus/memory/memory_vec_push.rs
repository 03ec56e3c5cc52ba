//! How many entries are pushed depends on their values.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_vec_push(x: &[f64], scale: f64) -> f64 {
    let mut kept: Vec<f64> = Vec::new();
    for &v in x {
        if v > 0.0 {
            kept.push(v * v * scale);
        }
    }
    let mut y = scale;
    for i in 0..kept.len() {
        y = y.sin() + kept[i] * y;
    }
    y
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.8), (&[-0.3], 0.5), (&[], 1.4)];
