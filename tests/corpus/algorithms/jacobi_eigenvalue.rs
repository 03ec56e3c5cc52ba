//! Jacobi rotations of a symmetric 3x3 matrix; the largest eigenvalue.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn jacobi_eigenvalue(p: &[f64]) -> f64 {
    let mut a = [[p[0], p[1], p[2]], [p[1], p[3], p[4]], [p[2], p[4], p[5]]];
    for _sweep in 0..6 {
        for i in 0..2 {
            for j in i + 1..3 {
                if a[i][j].abs() < 1e-14 {
                    continue;
                }
                let theta = (a[j][j] - a[i][i]) / (2.0 * a[i][j]);
                let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
                let c = 1.0 / (t * t + 1.0).sqrt();
                let s = t * c;
                for k in 0..3 {
                    let (aki, akj) = (a[k][i], a[k][j]);
                    a[k][i] = c * aki - s * akj;
                    a[k][j] = s * aki + c * akj;
                }
                for k in 0..3 {
                    let (aik, ajk) = (a[i][k], a[j][k]);
                    a[i][k] = c * aik - s * ajk;
                    a[j][k] = s * aik + c * ajk;
                }
            }
        }
    }
    (0..3).map(|i| a[i][i]).fold(f64::NEG_INFINITY, f64::max)
}

pub const POINTS: &[&[f64]] = &[&[2.0, 0.3, 0.5, 1.0, -0.4, 3.0]];
