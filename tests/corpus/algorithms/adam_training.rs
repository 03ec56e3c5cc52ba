//! Some steps of Adam, differentiated along the rate too.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn adam_training(w0: &[f64], lr: f64) -> f64 {
    let n = w0.len();
    let (b1, b2): (f64, f64) = (0.9, 0.99);
    let mut w = w0.to_vec();
    let mut m = vec![0.0; n];
    let mut v = vec![0.0; n];
    for t in 1..=5 {
        for i in 0..n {
            let g = 2.0 * (w[i] - i as f64) + 0.1 * w[i].sin();
            m[i] = b1 * m[i] + (1.0 - b1) * g;
            v[i] = b2 * v[i] + (1.0 - b2) * g * g;
            let mhat = m[i] / (1.0 - b1.powi(t));
            let vhat = v[i] / (1.0 - b2.powi(t));
            w[i] -= lr * mhat / (vhat.sqrt() + 1e-8);
        }
    }
    w.iter().map(|a| a * a).sum()
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.3, 0.8, 1.4], 0.05), (&[0.7], 0.1)];
