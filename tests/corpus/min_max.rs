//! The smaller, the larger, and the value between two bounds that vary.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn min_max(x: f64, y: f64, lo: f64) -> f64 {
    let a = x.min(y * y);
    let b = f64::max(x, y);
    let c = (x * y).clamp(lo, lo + 1.0);
    a * b + c * c
}

pub const POINTS: &[(f64, f64, f64)] = &[(1.5, 0.7, 0.0), (0.3, 2.0, -1.0), (2.0, 2.5, 0.5), (-1.0, 0.6, 0.2)];
