//! A block is left early with a value, from within a loop in it.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_labeled_block(x: &[f64], level: f64) -> f64 {
    let mut y = level;
    let crossing = 'scan: {
        for &v in x {
            y *= 1.0 + v;
            if y > 1.5 {
                break 'scan v * y;
            }
        }
        y.cos()
    };
    crossing * y
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.3, 0.9, 0.2], 0.8), (&[0.3, -0.4], 0.9), (&[], 0.6)];
