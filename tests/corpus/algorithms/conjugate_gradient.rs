//! Conjugate gradients on a small symmetric system, left early when the
//! residual is gone.

use autodiff::grad;

#[grad(hvp, taylor)]
fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn conjugate_gradient(a: &[f64], b: &[f64]) -> Vec<f64> {
    let n = b.len();
    let mut x = vec![0.0; n];
    let mut r = b.to_vec();
    let mut p = b.to_vec();
    let mut rr = dot(&r, &r);
    for _ in 0..n {
        if rr < 1e-20 {
            break;
        }
        let ap: Vec<f64> = a.chunks(n).map(|row| dot(row, &p)).collect();
        let alpha = rr / dot(&p, &ap);
        for i in 0..n {
            x[i] += alpha * p[i];
            r[i] -= alpha * ap[i];
        }
        let rr_next = dot(&r, &r);
        let beta = rr_next / rr;
        for i in 0..n {
            p[i] = r[i] + beta * p[i];
        }
        rr = rr_next;
    }
    x
}

pub const POINTS: &[(&[f64], &[f64])] = &[
    (&[4.0, 1.0, -0.5, 1.0, 3.0, 0.7, -0.5, 0.7, 2.0], &[1.0, -0.5, 0.8]),
    (&[2.0, 0.6, 0.6, 1.5], &[0.3, 1.2]),
    (&[], &[]),
];
