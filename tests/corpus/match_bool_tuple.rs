//! A match on comparisons.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn match_bool_tuple(x: f64, y: f64) -> f64 {
    match (x > 0.0, y > 0.0) {
        (true, true) => x * y,
        (true, false) => x.sin() + y,
        (false, true) => y / (1.0 + x * x),
        (false, false) => (x * y).sqrt(),
    }
}

pub const POINTS: &[(f64, f64)] = &[(1.5, 0.7), (1.5, -0.7), (-1.5, 0.7), (-1.5, -0.7)];
