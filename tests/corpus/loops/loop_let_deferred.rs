//! A variable declared before the loop and assigned on the way out of it.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_let_deferred(x: f64, y: f64) -> f64 {
    let last;
    let mut z = x;
    loop {
        if z > 2.0 {
            last = z * y;
            break;
        }
        z += z * y;
    }
    last * last + z * x
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 0.9), (1.3, 0.4), (2.2, 0.5)];
