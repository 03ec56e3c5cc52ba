//! The largest eigenvalue of a symmetric matrix by power iteration.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn power_iteration(a: [[f64; 3]; 3], iterations: usize) -> f64 {
    let mut v = [1.0, 0.5, -0.5];
    let mut eigenvalue = 0.0;
    for _ in 0..iterations {
        let mut w = [0.0; 3];
        for i in 0..3 {
            for j in 0..3 {
                w[i] += a[i][j] * v[j];
            }
        }
        eigenvalue = w.iter().zip(&v).map(|(x, y)| x * y).sum::<f64>() / v.iter().map(|x| x * x).sum::<f64>();
        let norm = w.iter().map(|x| x * x).sum::<f64>().sqrt();
        v = w.map(|x| x / norm);
    }
    eigenvalue
}

pub const POINTS: &[([[f64; 3]; 3], usize)] = &[
    ([[3.0, 0.5, -0.2], [0.5, 1.0, 0.3], [-0.2, 0.3, 0.7]], 6),
    ([[1.0, 0.2, 0.1], [0.2, 2.0, -0.4], [0.1, -0.4, 0.5]], 1),
];
