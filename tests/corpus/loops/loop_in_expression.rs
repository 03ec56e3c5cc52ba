//! A `loop` as an operand, between two others.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_in_expression(x: f64, y: f64) -> f64 {
    let mut z = x;
    z * loop {
        z *= y;
        if z < 0.5 {
            break z.sin();
        }
    } + z * z
}

pub const POINTS: &[(f64, f64)] = &[(1.1, 0.7), (2.5, 0.6), (0.3, 0.9)];
