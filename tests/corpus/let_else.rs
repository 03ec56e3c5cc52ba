//! `let … else` that returns, and one that always matches.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn let_else(x: f64, n: i32, m: i32) -> f64 {
    let (1..=5, k) = (n, m) else {
        return x.sin();
    };
    let (y, true) = (x * x, k > 0) else {
        let z = x + 1.0;
        return z * z;
    };
    y * k as f64
}

pub const POINTS: &[(f64, i32, i32)] = &[(0.7, 0, 1), (0.7, 2, -3), (0.7, 5, 3)];
