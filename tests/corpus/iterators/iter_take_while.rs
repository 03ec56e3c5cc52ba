//! Elements up to the first one that is too large.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_take_while(x: &[f64], level: f64) -> f64 {
    let mut y = level;
    for v in x.iter().take_while(|v| **v < level) {
        y += v * y;
    }
    y * x.iter().map(|v| v * v).take_while(|&v| v < 0.5).sum::<f64>()
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.6, -0.4, 1.2, 0.3], 0.9), (&[0.3], 0.8), (&[0.9, 0.2], 0.4), (&[], 0.5)];
