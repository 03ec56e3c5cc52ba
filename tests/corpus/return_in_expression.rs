//! `return` where a value is expected.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn return_in_expression(x: f64, n: i32) -> f64 {
    let root = if x > 0.0 { x.sqrt() } else { return x * x };
    let scaled = root
        * match n {
            0 => return root,
            1 => x,
            k => {
                if k < 0 {
                    return x / root.exp();
                }
                k as f64
            }
        };
    scaled + x
}

pub const POINTS: &[(f64, i32)] = &[(-1.3, 0), (1.3, 0), (1.3, 1), (1.3, -1), (1.3, 4)];
