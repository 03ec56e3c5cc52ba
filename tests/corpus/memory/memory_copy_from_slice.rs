//! A slice is copied over another, which has been read, and changed after.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn memory_copy_from_slice(x: &[f64], out: &mut [f64], t: f64) {
    let kept = out[0] * out[0];
    out.copy_from_slice(x);
    for i in 0..x.len() {
        out[i] *= out[i] * t + kept;
    }
    out[1..].copy_from_slice(&x[..x.len() - 1]);
}

pub const POINTS: &[(&[f64], &[f64], f64)] =
    &[(&[0.7, -0.4, 1.2], &[0.9, 0.2, 0.8], 0.6), (&[0.3], &[1.1], -0.5), (&[0.6, 0.8], &[0.4, 0.5], 1.3)];
