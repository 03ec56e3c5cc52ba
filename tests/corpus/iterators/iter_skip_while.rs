//! `skip_while`: what comes after the first that is kept is kept as well.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_skip_while(x: &[f64]) -> f64 {
    let late: f64 = x.iter().skip_while(|v| **v > 0.5).map(|v| v * v).sum();
    let ends = x.iter().skip_while(|v| **v < 0.0).take_while(|v| **v > 0.0).fold(1.0, |a, b| a * b);
    late * ends
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.4, 1.1], &[-0.8, 1.3, 0.2, -0.5]];
