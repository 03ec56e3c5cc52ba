//! The bounds of a range are taken once: the body changes the variables that
//! they came from, and the next round's inner loop sees it.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_bounds_reassigned(x: f64, n: usize) -> f64 {
    let mut m = n;
    let mut y = x;
    for _ in 0..m {
        for k in 0..m {
            y += (x * y + k as f64).sin() * 0.5;
        }
        m /= 2;
    }
    y * m as f64 + y * y
}

pub const POINTS: &[(f64, usize)] = &[(0.7, 3), (-0.4, 4), (0.5, 0)];
