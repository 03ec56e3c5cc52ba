//! Each compound assignment on an element, the right side of which reads the
//! same element.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn memory_element_operators(x: &[f64], y: &mut [f64]) {
    for i in 0..x.len() {
        y[i] += x[i] * y[i];
        y[i] -= y[i].sin();
        y[i] *= x[i] + y[i];
        y[i] /= 2.0 + y[i] * x[i];
    }
}

pub const POINTS: &[(&[f64], &[f64])] = &[(&[0.7, 0.4], &[0.9, 1.3]), (&[-0.6], &[1.1]), (&[], &[])];
