//! Two slices side by side; the longer one's rest does not count.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_zip(x: &[f64], y: &[f64]) -> f64 {
    let dot: f64 = x.iter().zip(y).map(|(a, b)| a * b).sum();
    let mut z = dot;
    for (a, b) in x.iter().zip(y.iter()) {
        z += (a - b).powi(2) * z;
    }
    z
}

pub const POINTS: &[(&[f64], &[f64])] = &[(&[0.7, -0.4, 1.2], &[0.9, 0.5]), (&[0.3], &[0.6, -0.8]), (&[], &[1.1])];
