//! Successive over-relaxation until it has converged.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn over_relaxation(b: &[f64], omega: f64) -> f64 {
    let n = b.len();
    let mut x = vec![0.0; n];
    let mut iterations = 0;
    loop {
        let mut delta: f64 = 0.0;
        for i in 0..n {
            let left = if i > 0 { x[i - 1] } else { 0.0 };
            let right = if i + 1 < n { x[i + 1] } else { 0.0 };
            let new = (1.0 - omega) * x[i] + omega * (b[i] + left + right) / 3.0;
            delta = delta.max((new - x[i]).abs());
            x[i] = new;
        }
        iterations += 1;
        if delta < 1e-12 || iterations >= 60 {
            break;
        }
    }
    x.iter().zip(b).map(|(p, q)| p * q).sum()
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.4, 1.2, 0.7], 1.1)];
