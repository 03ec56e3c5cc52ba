//! A slice that is changed in place, next to a result of its own.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn memory_slice_in_out_result(x: &[f64], y: &mut [f64]) -> f64 {
    let mut norm = 0.0;
    for i in 0..x.len() {
        y[i] = y[i].sin() * x[i];
        norm += y[i] * y[i];
    }
    norm * norm
}

pub const POINTS: &[(&[f64], &[f64])] = &[(&[0.7, -0.4], &[0.9, 0.5]), (&[1.2], &[-0.3]), (&[], &[])];
