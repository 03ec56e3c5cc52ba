//! Layer normalization with a gain and a shift, written over its input.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn layer_norm(x: &mut [f64], gain: &[f64], shift: &[f64]) {
    let n = x.len() as f64;
    let mean = x.iter().sum::<f64>() / n;
    let variance = x.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / n;
    let inverse = 1.0 / (variance + 1e-5).sqrt();
    for ((v, g), s) in x.iter_mut().zip(gain).zip(shift) {
        *v = (*v - mean) * inverse * g + s;
    }
}

pub const POINTS: &[(&[f64], &[f64], &[f64])] =
    &[(&[1.0, -0.5, 2.0, 0.3], &[0.9, 1.1, 0.7, 1.3], &[0.1, -0.2, 0.3, 0.0]), (&[1.0, 0.2], &[1.0, 0.8], &[0.0, 0.5])];
