//! A `let` among the conditions.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn if_let_chain(x: f64, n: i32) -> f64 {
    if let 1..=4 = n
        && x > 0.0
        && let y = x.ln()
        && y > -1.0
    {
        y * y
    } else {
        x + 1.0
    }
}

pub const POINTS: &[(f64, i32)] = &[(1.7, 2), (-0.4, 2), (0.1, 3), (1.7, 9)];
