//! A running best and where it was found.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_conditional_update(x: &[f64], y: &[f64]) -> f64 {
    let mut best = -1.0;
    let mut at = 0;
    for i in 0..x.len() {
        let score = x[i] * y[i];
        if score > best {
            best = score;
            at = i;
        }
    }
    if x.is_empty() { best } else { best * x[at].sin() }
}

pub const POINTS: &[(&[f64], &[f64])] =
    &[(&[0.7, -0.4, 1.2], &[0.9, 0.6, 1.1]), (&[1.3, 0.4], &[0.8, -0.5]), (&[], &[])];
