//! A `Vec` is returned whose length is the input's, and another one for an
//! empty input.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn memory_vec_returned(x: &[f64], t: f64) -> Vec<f64> {
    if x.is_empty() {
        return vec![t * t, t.sin()];
    }
    let mut y = vec![0.0; x.len()];
    y[0] = t * x[0];
    for i in 1..x.len() {
        y[i] = y[i - 1] * x[i] + x[i].cos();
    }
    y
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.6), (&[0.3], -0.9), (&[], 0.5)];
