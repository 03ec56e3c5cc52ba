//! Solves a tridiagonal natural spline and integrates it.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn natural_spline_area(y: &[f64]) -> f64 {
    let n = y.len();
    let mut m = vec![0.0; n];
    let (mut c, mut d) = (vec![0.0; n], vec![0.0; n]);
    for i in 1..n - 1 {
        let rhs = 6.0 * (y[i + 1] - 2.0 * y[i] + y[i - 1]);
        let denom = 4.0 - c[i - 1];
        c[i] = 1.0 / denom;
        d[i] = (rhs - d[i - 1]) / denom;
    }
    for i in (1..n - 1).rev() {
        m[i] = d[i] - c[i] * m[i + 1];
    }
    y.windows(2).zip(m.windows(2)).map(|(y, m)| 0.5 * (y[0] + y[1]) - (m[0] + m[1]) / 24.0).sum::<f64>().powi(2)
}

pub const POINTS: &[&[f64]] = &[&[0.3, 0.9, -0.2, 0.7, 1.1]];
