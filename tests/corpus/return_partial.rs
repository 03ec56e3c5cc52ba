//! A branch that returns on one path and falls through on the other.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn return_partial(x: f64, y: f64) -> f64 {
    let mut a = x;
    if x > 0.0 {
        a *= y;
        if y > 1.0 {
            return a.sin();
        }
        a += 2.0;
    } else if y > 1.0 {
        a -= y;
    }
    let b = a * a;
    if b > 4.0 {
        return b + x;
    }
    b * y
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 1.5), (0.7, 0.4), (-0.4, 1.5), (-0.4, 0.2), (-3.0, 0.5)];
