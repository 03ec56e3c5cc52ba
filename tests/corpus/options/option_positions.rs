//! Where the first element is that fits, if there is one.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn option_positions(x: &[f64]) -> f64 {
    let k = x.iter().position(|&v| v > 0.5).unwrap_or(x.len());
    let mut s = 1.0;
    for i in 0..k {
        s += x[i] * x[i];
    }
    if let Some(j) = x.iter().position(|v| *v < 0.0) {
        s *= x[j];
    }
    s
}

pub const POINTS: &[&[f64]] = &[&[0.1, 0.3, 0.9, -0.4], &[0.4, 0.2], &[]];
