//! Rows of a flat matrix, each multiplied with a vector.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_chunks_exact(a: &[f64], x: &[f64]) -> f64 {
    a.chunks_exact(x.len()).map(|row| row.iter().zip(x).map(|(a, x)| a * x).sum::<f64>().tanh()).sum()
}

pub const POINTS: &[(&[f64], &[f64])] = &[(&[0.7, -0.4, 1.2, 0.5], &[0.9, 0.3]), (&[0.3, 0.9, 0.6], &[-0.8, 0.4])];
