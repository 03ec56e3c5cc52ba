//! A linear system by elimination with partial pivoting: the rows stay where
//! they are, a list of row numbers is swapped.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn lu_pivoting(a: &[f64], b: &[f64]) -> Vec<f64> {
    let n = b.len();
    let mut lu = a.to_vec();
    let mut rows: Vec<usize> = (0..n).collect();
    let mut y = b.to_vec();
    for k in 0..n {
        let mut pivot = k;
        for i in k + 1..n {
            if lu[rows[i] * n + k].abs() > lu[rows[pivot] * n + k].abs() {
                pivot = i;
            }
        }
        rows.swap(k, pivot);
        let top = rows[k];
        for &row in &rows[k + 1..] {
            let factor = lu[row * n + k] / lu[top * n + k];
            lu[row * n + k] = factor;
            for j in k + 1..n {
                lu[row * n + j] -= factor * lu[top * n + j];
            }
            y[row] -= factor * y[top];
        }
    }
    let mut x = vec![0.0; n];
    for k in (0..n).rev() {
        let row = rows[k];
        let mut sum = y[row];
        for j in k + 1..n {
            sum -= lu[row * n + j] * x[j];
        }
        x[k] = sum / lu[row * n + k];
    }
    x
}

pub const POINTS: &[(&[f64], &[f64])] = &[
    (&[0.1, 2.0, 1.0, 3.0, -1.0, 0.5, 1.0, 0.7, 2.5], &[1.0, -0.5, 2.0]),
    (&[0.5, 2.0, -1.5, 0.4], &[1.0, 0.3]),
    (&[], &[]),
];
