//! Parameters of which nothing depends, and one that only a comparison reads.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn parameters_unused(x: f64, _unused: f64, threshold: f64, _: f64) -> f64 {
    let _ = threshold * x;
    let _ignored = threshold.exp();
    if x > threshold { x * x } else { x }
}

pub const POINTS: &[(f64, f64, f64, f64)] = &[(1.2, 0.3, 0.5, 1.0), (0.2, 0.3, 0.5, 1.0)];
