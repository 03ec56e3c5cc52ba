//! The Cholesky factor of a symmetric matrix, of which the lower triangle is
//! read, and the quadratic form and log-determinant that come of it.

use autodiff::grad;

#[grad(hvp, taylor)]
fn factor(a: &[f64], n: usize) -> Vec<f64> {
    let mut l = vec![0.0; n * n];
    for j in 0..n {
        let mut d = a[j * n + j];
        for k in 0..j {
            d -= l[j * n + k] * l[j * n + k];
        }
        let d = d.sqrt();
        l[j * n + j] = d;
        for i in j + 1..n {
            let mut s = a[i * n + j];
            for k in 0..j {
                s -= l[i * n + k] * l[j * n + k];
            }
            l[i * n + j] = s / d;
        }
    }
    l
}

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn cholesky(a: &[f64], x: &[f64]) -> f64 {
    let n = x.len();
    let l = factor(a, n);
    let mut z = x.to_vec();
    for i in 0..n {
        for k in 0..i {
            z[i] -= l[i * n + k] * z[k];
        }
        z[i] /= l[i * n + i];
    }
    let quadratic = z.iter().map(|v| v * v).sum::<f64>();
    let log_det = 2.0 * (0..n).map(|i| l[i * n + i].ln()).sum::<f64>();
    -0.5 * (quadratic + log_det)
}

pub const POINTS: &[(&[f64], &[f64])] = &[
    (&[4.0, 0.0, 0.0, 1.0, 3.0, 0.0, -0.5, 0.7, 2.0], &[1.0, -0.5, 0.8]),
    (&[2.0, 0.0, 0.6, 1.5], &[0.3, 1.2]),
    (&[], &[]),
];
