//! Guards that read what the pattern binds, and active values.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn match_guard(x: f64, n: i32) -> f64 {
    match n {
        k if k < 0 => x * k as f64,
        k @ (1 | 3 | 5) if x > 1.0 => x.powi(k),
        k @ 1..=5 => x + k as f64 * x * x,
        _ if x < 0.0 => x.cos(),
        k => k as f64 - x.sin(),
    }
}

pub const POINTS: &[(f64, i32)] = &[(1.5, -2), (1.5, 3), (0.5, 3), (1.5, 4), (-0.5, 0), (0.5, 8)];
