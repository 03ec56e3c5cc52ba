//! Blocks and branches as arguments and receivers.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn block_in_argument(x: f64, y: f64) -> f64 {
    let a = f64::max(
        {
            let t = x * x;
            t + 1.0
        },
        y,
    );
    let b = (if x > 0.0 { x } else { -2.0 * x }).sqrt();
    b.powf(if y > 1.0 { y } else { 2.0 }) + a.hypot(y * b)
}

pub const POINTS: &[(f64, f64)] = &[(1.5, 0.7), (-0.2, 1.9)];
