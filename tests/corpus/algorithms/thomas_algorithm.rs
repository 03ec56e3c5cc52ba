//! A tridiagonal system by the Thomas algorithm; the solution overwrites the
//! right-hand side.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn thomas_algorithm(lower: &[f64], diagonal: &[f64], upper: &[f64], d: &mut [f64]) {
    let n = d.len();
    let mut c = vec![0.0; n];
    c[0] = upper[0] / diagonal[0];
    d[0] /= diagonal[0];
    for i in 1..n {
        let m = diagonal[i] - lower[i] * c[i - 1];
        c[i] = upper[i] / m;
        d[i] = (d[i] - lower[i] * d[i - 1]) / m;
    }
    for i in (0..n - 1).rev() {
        d[i] -= c[i] * d[i + 1];
    }
}

pub const POINTS: &[(&[f64], &[f64], &[f64], &[f64])] = &[
    (&[0.0, -1.0, 0.5], &[2.5, 3.0, 2.0], &[0.7, -0.8, 0.0], &[1.0, 0.5, -2.0]),
    (&[0.0, 0.4], &[1.5, -2.0], &[0.3, 0.0], &[1.0, 0.7]),
    (&[0.0], &[2.0], &[0.0], &[3.0]),
];
