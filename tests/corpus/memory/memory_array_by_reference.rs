//! An array behind a reference.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_array_by_reference(p: &[f64; 3], t: f64) -> f64 {
    let mut y = t;
    for i in 0..p.len() {
        y = (y * p[i]).sin() + p[2 - i];
    }
    y
}

pub const POINTS: &[([f64; 3], f64)] = &[([0.7, -0.4, 1.2], 0.5), ([0.1, 0.9, -1.4], -0.8)];
