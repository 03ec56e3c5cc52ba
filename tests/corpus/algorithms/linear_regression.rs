//! The residual sum of squares of the best line through a set of points.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn linear_regression(x: &[f64], y: &[f64]) -> f64 {
    let n = x.len() as f64;
    let (mut sx, mut sy, mut sxx, mut sxy) = (0.0, 0.0, 0.0, 0.0);
    for i in 0..x.len() {
        sx += x[i];
        sy += y[i];
        sxx += x[i] * x[i];
        sxy += x[i] * y[i];
    }
    let slope = (n * sxy - sx * sy) / (n * sxx - sx * sx);
    let intercept = (sy - slope * sx) / n;
    x.iter().zip(y).map(|(x, y)| (y - intercept - slope * x).powi(2)).sum()
}

pub const POINTS: &[(&[f64], &[f64])] =
    &[(&[0.0, 1.0, 2.5, 3.0], &[1.0, 0.3, 2.2, 2.9]), (&[-1.0, 0.5, 0.8], &[0.4, 0.9, -0.2])];
