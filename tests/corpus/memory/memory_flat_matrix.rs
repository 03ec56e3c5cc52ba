//! A matrix in a flat slice, row by row, with its shape as arguments.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn memory_flat_matrix(a: &[f64], x: &[f64], rows: usize, columns: usize) -> Vec<f64> {
    let mut y = vec![1.0; rows];
    for i in 0..rows {
        for j in 0..columns {
            y[i] += a[i * columns + j] * x[j] * y[i];
        }
    }
    y
}

pub const POINTS: &[(&[f64], &[f64], usize, usize)] =
    &[(&[0.7, -0.4, 1.2, 0.9], &[0.5, 0.3], 2, 2), (&[0.6, 0.2, -0.8], &[0.4, 1.1, 0.7], 1, 3), (&[], &[0.4], 0, 1)];
