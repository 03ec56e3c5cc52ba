//! One name for many values, also in an inner block.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn let_shadowing(x: f64) -> f64 {
    let y = x;
    let x = x * x + y;
    let y = {
        let x = x.sin();
        let y = y * x;
        x + y
    };
    let x = x * y;
    x - y
}

pub const POINTS: &[(f64,)] = &[(0.8,), (-2.0,)];
