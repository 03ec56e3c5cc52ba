//! `continue` skips the rest of the body, but not what came before it.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_continue(x: &[f64]) -> f64 {
    let mut y = 1.0;
    let mut z = 0.5;
    for &v in x {
        z += v * y;
        if v < 0.0 {
            z *= v;
            continue;
        }
        y = (y * v).sin() + z;
    }
    y * z
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2, -0.3], &[-0.6, 0.5], &[]];
