//! A product of matrices, flat and row by row.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn matmul(a: &[f64], b: &[f64], rows: usize, inner: usize, columns: usize) -> Vec<f64> {
    let mut c = vec![0.0; rows * columns];
    for i in 0..rows {
        for k in 0..inner {
            let a_ik = a[i * inner + k];
            for j in 0..columns {
                c[i * columns + j] += a_ik * b[k * columns + j];
            }
        }
    }
    c
}

pub const POINTS: &[(&[f64], &[f64], usize, usize, usize)] = &[
    (&[1.0, 2.0, -0.5, 0.7, 1.5, -1.0], &[0.3, 0.8, -1.2, 0.5, 0.6, 2.0], 2, 3, 2),
    (&[1.5, -0.5], &[2.0, 0.25], 1, 2, 1),
    (&[], &[], 0, 0, 0),
];
