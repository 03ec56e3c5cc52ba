//! Gauss–Seidel sweeps with over-relaxation, in place.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn gauss_seidel(a: &[f64], b: &[f64], x: &mut [f64], omega: f64, sweeps: usize) {
    let n = b.len();
    for _ in 0..sweeps {
        for i in 0..n {
            let mut sum = b[i];
            for j in (0..n).filter(|&j| j != i) {
                sum -= a[i * n + j] * x[j];
            }
            x[i] = (1.0 - omega) * x[i] + omega * sum / a[i * n + i];
        }
    }
}

pub const POINTS: &[(&[f64], &[f64], &[f64], f64, usize)] = &[
    (&[4.0, 1.0, 0.8, 3.0], &[1.0, -0.5], &[0.4, 0.2], 1.2, 3),
    (&[2.0, 0.6, 0.4, 1.5], &[0.3, 1.2], &[1.0, -1.0], 0.9, 1),
    (&[], &[], &[], 1.1, 2),
];
