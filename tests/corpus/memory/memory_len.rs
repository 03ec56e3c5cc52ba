//! `len` and `is_empty` decide and take part in arithmetic.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_len(x: &[f64], y: &[f64]) -> f64 {
    if x.is_empty() || y.is_empty() {
        return x.len() as f64;
    }
    let n = x.len().min(y.len());
    let mut sum = 0.0;
    for i in 0..n {
        sum += x[i] * y[y.len() - 1 - i];
    }
    sum * sum / (x.len() + y.len()) as f64 + x[x.len() / 2]
}

pub const POINTS: &[(&[f64], &[f64])] = &[(&[0.7, -0.4, 1.2], &[0.9, 0.6]), (&[1.3], &[0.8, -0.5]), (&[], &[0.4])];
