//! A natural cubic spline: second derivatives from a tridiagonal system, then
//! the piece that holds the argument.

use autodiff::grad;

#[grad(hvp, taylor)]
fn second_derivatives(xs: &[f64], ys: &[f64]) -> Vec<f64> {
    let n = xs.len();
    let mut m = vec![0.0; n];
    let mut u = vec![0.0; n];
    for i in 1..n - 1 {
        let sig = (xs[i] - xs[i - 1]) / (xs[i + 1] - xs[i - 1]);
        let p = sig * m[i - 1] + 2.0;
        m[i] = (sig - 1.0) / p;
        let bend = (ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i]) - (ys[i] - ys[i - 1]) / (xs[i] - xs[i - 1]);
        u[i] = (6.0 * bend / (xs[i + 1] - xs[i - 1]) - sig * u[i - 1]) / p;
    }
    m[n - 1] = 0.0;
    for i in (0..n - 1).rev() {
        m[i] = m[i] * m[i + 1] + u[i];
    }
    m
}

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn cubic_spline(xs: &[f64], ys: &[f64], x: f64) -> f64 {
    let m = second_derivatives(xs, ys);
    let mut lo = 0;
    let mut hi = xs.len() - 1;
    while hi - lo > 1 {
        let mid = (lo + hi) / 2;
        if xs[mid] > x {
            hi = mid;
        } else {
            lo = mid;
        }
    }
    let h = xs[hi] - xs[lo];
    let a = (xs[hi] - x) / h;
    let b = (x - xs[lo]) / h;
    a * ys[lo] + b * ys[hi] + ((a * a * a - a) * m[lo] + (b * b * b - b) * m[hi]) * h * h / 6.0
}

pub const POINTS: &[(&[f64], &[f64], f64)] = &[
    (&[0.0, 0.8, 1.7, 2.5, 3.1], &[1.0, -0.3, 0.6, 2.0, 1.1], 1.3),
    (&[-1.0, 0.5, 1.2], &[0.4, 1.3, -0.7], -0.2),
    (&[0.2, 1.0], &[0.5, 2.0], 0.7),
];
