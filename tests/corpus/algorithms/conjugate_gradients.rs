//! Conjugate gradients on a graph Laplacian plus the identity.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn conjugate_gradients(b: &[f64]) -> f64 {
    let n = b.len();
    let apply = |v: &[f64], out: &mut [f64]| {
        for i in 0..n {
            out[i] = v[i] * (2.0 + 0.1 * b[i] * b[i]);
            if i > 0 {
                out[i] -= 0.5 * v[i - 1];
            }
            if i + 1 < n {
                out[i] -= 0.5 * v[i + 1];
            }
        }
    };
    let mut x = vec![0.0; n];
    let mut r = b.to_vec();
    let mut p = r.clone();
    let mut ap = vec![0.0; n];
    let mut rr: f64 = r.iter().map(|v| v * v).sum();
    for _ in 0..n {
        if rr < 1e-20 {
            break;
        }
        apply(&p, &mut ap);
        let alpha = rr / p.iter().zip(&ap).map(|(a, b)| a * b).sum::<f64>();
        for i in 0..n {
            x[i] += alpha * p[i];
            r[i] -= alpha * ap[i];
        }
        let new: f64 = r.iter().map(|v| v * v).sum();
        let beta = new / rr;
        p.iter_mut().zip(&r).for_each(|(p, r)| *p = r + beta * *p);
        rr = new;
    }
    x.iter().zip(b).map(|(x, b)| x * b).sum()
}

pub const POINTS: &[&[f64]] = &[&[0.3, 0.9, -0.2, 0.7]];
