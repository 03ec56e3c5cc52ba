//! Conditions whose right side must not be evaluated when the left decides.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn short_circuit(x: f64, y: f64, n: i32) -> f64 {
    let mut evaluations = 0;
    let inside = x > 0.0 && {
        evaluations += 1;
        x.ln() < y
    };
    let ratio = if n == 0 || 12 / n > 3 { x } else { y };
    let either = inside | (y > 2.0);
    let xor = either ^ !inside;
    if xor { ratio * x + evaluations as f64 * y } else { ratio * y - x }
}

pub const POINTS: &[(f64, f64, i32)] = &[(1.5, 0.7, 0), (-1.5, 0.7, 2), (1.5, 0.2, 5), (0.5, 2.5, 4)];
