//! A slice that is changed in place; nothing is returned.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn memory_slice_in_out(x: &mut [f64], a: f64) {
    for i in 0..x.len() {
        x[i] = a * x[i] * x[i] + x[i].sin();
    }
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.8), (&[0.3], -0.5), (&[], 1.0)];
