//! The full convolution of two signals.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn convolution(signal: &[f64], kernel: &[f64]) -> Vec<f64> {
    if signal.is_empty() || kernel.is_empty() {
        return Vec::new();
    }
    let mut out = vec![0.0; signal.len() + kernel.len() - 1];
    for i in 0..signal.len() {
        for j in 0..kernel.len() {
            out[i + j] += signal[i] * kernel[j];
        }
    }
    out
}

pub const POINTS: &[(&[f64], &[f64])] =
    &[(&[1.0, 2.0, -0.5, 0.7], &[0.25, 0.5, -1.0]), (&[2.0], &[0.3, 0.1]), (&[], &[1.0])];
