//! The determinant by Householder's reflections.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn householder_logdet(a: &[f64]) -> f64 {
    let n = (a.len() as f64).sqrt() as usize;
    let mut m = a.to_vec();
    let mut logdet = 0.0;
    for k in 0..n {
        let mut norm = 0.0;
        for i in k..n {
            norm += m[i * n + k] * m[i * n + k];
        }
        let norm = norm.sqrt();
        let alpha = if m[k * n + k] > 0.0 { -norm } else { norm };
        let mut v = vec![0.0; n];
        for i in k..n {
            v[i] = m[i * n + k];
        }
        v[k] -= alpha;
        let vtv: f64 = v.iter().map(|x| x * x).sum();
        if vtv == 0.0 {
            continue;
        }
        for j in k..n {
            let mut dot = 0.0;
            for i in k..n {
                dot += v[i] * m[i * n + j];
            }
            let tau = 2.0 * dot / vtv;
            for i in k..n {
                m[i * n + j] -= tau * v[i];
            }
        }
        logdet += m[k * n + k].abs().ln();
    }
    logdet
}

pub const POINTS: &[&[f64]] = &[&[2.0, 0.3, -0.5, 0.7, 1.5, 0.2, -0.1, 0.4, 1.1], &[1.2]];
