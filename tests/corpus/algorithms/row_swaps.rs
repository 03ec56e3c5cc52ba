//! Gaussian elimination that swaps whole rows of a matrix of vectors.

use autodiff::grad;

#[grad(hvp, pullback)]
pub fn row_swaps(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for k in 0..n {
        let mut pivot = k;
        for i in k + 1..n {
            if a[i][k].abs() > a[pivot][k].abs() {
                pivot = i;
            }
        }
        if pivot != k {
            a.swap(k, pivot);
            b.swap(k, pivot);
        }
        for i in k + 1..n {
            let factor = a[i][k] / a[k][k];
            for j in k..n {
                let upper = a[k][j];
                a[i][j] -= factor * upper;
            }
            b[i] -= factor * b[k];
        }
    }
    for k in (0..n).rev() {
        for j in k + 1..n {
            b[k] -= a[k][j] * b[j];
        }
        b[k] /= a[k][k];
    }
    b
}

pub const POINTS: &[(&[&[f64]], &[f64])] = &[
    (&[&[0.2, 1.5, -1.0], &[2.0, 0.3, 0.7], &[-1.0, 0.4, 3.0]], &[1.0, 2.0, -0.5]),
    (&[&[2.0, 0.5], &[0.4, -1.5]], &[0.7, 1.2]),
];
