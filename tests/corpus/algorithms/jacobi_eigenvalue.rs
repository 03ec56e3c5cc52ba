//! Jacobi's sweeps for the eigenvalues of a matrix.

use autodiff::grad;

#[grad(hvp)]
pub fn jacobi_eigenvalue(a: &[f64], n: usize) -> f64 {
    let mut m = a.to_vec();
    for _sweep in 0..6 {
        for p in 0..n {
            for q in (p + 1)..n {
                let apq = m[p * n + q];
                if apq.abs() < 1e-12 {
                    continue;
                }
                let theta = (m[q * n + q] - m[p * n + p]) / (2.0 * apq);
                let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
                let c = 1.0 / (t * t + 1.0).sqrt();
                let s = t * c;
                for k in 0..n {
                    let (mkp, mkq) = (m[k * n + p], m[k * n + q]);
                    m[k * n + p] = c * mkp - s * mkq;
                    m[k * n + q] = s * mkp + c * mkq;
                }
                for k in 0..n {
                    let (mpk, mqk) = (m[p * n + k], m[q * n + k]);
                    m[p * n + k] = c * mpk - s * mqk;
                    m[q * n + k] = s * mpk + c * mqk;
                }
            }
        }
    }
    (0..n).map(|i| m[i * n + i]).fold(f64::NEG_INFINITY, f64::max)
}

pub const POINTS: &[(&[f64], usize)] =
    &[(&[4.0, 1.0, 0.5, 1.0, 3.0, 0.2, 0.5, 0.2, 1.0], 3), (&[1.0, 0.3, 0.3, 2.0], 2)];
