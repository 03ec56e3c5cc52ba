//! Branches that assign, with and without an `else`, one inside the other.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn if_statement(x: f64, y: f64) -> f64 {
    let mut a = x;
    let mut b = y;
    if x > 0.0 {
        a *= b;
        if y > 1.0 {
            b = a.sin();
        }
    } else {
        b -= a * a;
    }
    if b > a {
        a += b;
    }
    a * b
}

pub const POINTS: &[(f64, f64)] = &[(1.5, 0.7), (0.5, 2.0), (-0.7, 0.3), (-1.5, -0.2)];
