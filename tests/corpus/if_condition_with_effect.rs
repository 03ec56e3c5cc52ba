//! A condition that assigns before it decides.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn if_condition_with_effect(x: f64) -> f64 {
    let mut a = x;
    if {
        a = a * a - 1.0;
        a > 0.5
    } {
        a * x
    } else {
        a.cos()
    }
}

pub const POINTS: &[(f64,)] = &[(2.0,), (0.6,), (-1.1,)];
