//! Blocks in the middle of expressions, with effects on what is around them.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn block_expressions(x: f64, y: f64) -> f64 {
    let mut count = 1.0;
    let a = {
        let t = x * y;
        count += t;
        t.sin()
    } * {
        count *= 2.0;
        y
    };
    ({
        let s = a + count;
        s * s
    }) + { a }
}

pub const POINTS: &[(f64, f64)] = &[(1.5, 0.7), (-0.2, 0.9)];
