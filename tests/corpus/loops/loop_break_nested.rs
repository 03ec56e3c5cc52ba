//! `break` in an `if` in an `if`, after part of the body has run.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_break_nested(x: &[f64], level: f64) -> f64 {
    let mut y = level;
    for &v in x {
        y *= v;
        if v > level {
            y += v * v;
            if y > 1.0 {
                y = y.sqrt();
                break;
            }
        }
        y = y.sin() + v;
    }
    y * level
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.3, 1.4, 0.6], 0.8), (&[0.3, 0.9, -0.6], 0.7), (&[], 1.2)];
