//! Legendre polynomials by their recurrence, all up to a degree.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn legendre(x: f64, degree: usize) -> Vec<f64> {
    let mut p = vec![1.0; degree + 1];
    if degree >= 1 {
        p[1] = x;
    }
    for n in 1..degree {
        let k = n as f64;
        p[n + 1] = ((2.0 * k + 1.0) * x * p[n] - k * p[n - 1]) / (k + 1.0);
    }
    p
}

pub const POINTS: &[(f64, usize)] = &[(0.4, 5), (-0.7, 1), (0.3, 0)];
