//! Parts of a slice, the last of which may be shorter.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_chunks(x: &[f64], size: usize) -> f64 {
    let mut y = 0.5;
    for part in x.chunks(size) {
        let sum: f64 = part.iter().sum();
        y = y * sum + part[0].sin() * part.len() as f64;
    }
    y
}

pub const POINTS: &[(&[f64], usize)] = &[(&[0.7, -0.4, 1.2, 0.5, 0.8], 2), (&[0.3, 0.9], 3), (&[], 1)];
