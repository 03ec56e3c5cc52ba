//! Patterns that bind active values out of a tuple.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn match_binds_active(x: f64, y: f64, n: u8) -> f64 {
    match (x * y, n, x - y) {
        (p, 0, _) => p * p,
        (p, 1, d) if d > 0.0 => p / d,
        (_, 1 | 2, d) => d * d * d,
        (p, k, d) => p + d * (k as f64),
    }
}

pub const POINTS: &[(f64, f64, u8)] = &[(1.5, 0.7, 0), (1.5, 0.7, 1), (0.5, 0.7, 1), (1.5, 0.7, 2), (1.5, 0.7, 3)];
