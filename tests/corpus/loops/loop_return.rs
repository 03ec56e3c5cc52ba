//! `return` from within a loop, with a value that the loop made.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_return(x: &[f64], limit: f64) -> f64 {
    let mut y = 1.0;
    for &v in x {
        y = y * v + v * v;
        if y > limit {
            return y * limit;
        }
    }
    y.sin()
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, 0.9, 1.2], 1.7), (&[0.7, 0.4], 3.0), (&[], 2.0)];
