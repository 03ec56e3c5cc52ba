//! The branch not taken is singular at the point, and so is a value nobody uses.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn masked_singularity(x: f64, y: f64) -> f64 {
    let root = x.sqrt();
    let unused = (x - x).ln();
    let _ = unused;
    if x > 0.0 { root * y } else { y * y }
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 1.3)];
pub const KINKS: &[(f64, f64)] = &[(0.0, 1.3)];
