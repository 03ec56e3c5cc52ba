//! An `if` chain as an expression.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn if_chain(x: f64, y: f64) -> f64 {
    let level = if x < -1.0 {
        x * x
    } else if x < 0.0 {
        let t = x + 1.0;
        t.exp()
    } else if x < 1.0 && y > 0.0 {
        x * y
    } else {
        (x + y).ln_1p()
    };
    level * y
}

pub const POINTS: &[(f64, f64)] = &[(-2.0, 0.5), (-0.5, 1.5), (0.5, 0.8), (0.5, -0.3), (3.0, 2.0)];
