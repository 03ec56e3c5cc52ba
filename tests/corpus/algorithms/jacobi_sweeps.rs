//! Jacobi iteration: each sweep reads the old vector and writes the new one.

use autodiff::grad;

#[grad(hvp, pullback)]
pub fn jacobi_sweeps(a: &[Vec<f64>], b: &[f64], sweeps: usize) -> Vec<f64> {
    let n = b.len();
    let mut x = vec![0.0; n];
    for _ in 0..sweeps {
        let mut next = vec![0.0; n];
        for i in 0..n {
            let mut sum = b[i];
            for j in 0..n {
                if j != i {
                    sum -= a[i][j] * x[j];
                }
            }
            next[i] = sum / a[i][i];
        }
        x = next;
    }
    x
}

pub const POINTS: &[(&[&[f64]], &[f64], usize)] = &[
    (&[&[4.0, 1.0, -0.5], &[0.8, 3.0, 0.7], &[-0.3, 0.6, 2.0]], &[1.0, -0.5, 0.8], 4),
    (&[&[2.0, 0.6], &[0.4, 1.5]], &[0.3, 1.2], 1),
    (&[], &[], 3),
];
