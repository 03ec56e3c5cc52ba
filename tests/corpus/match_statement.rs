//! A match whose arms assign.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn match_statement(x: f64, method: u8) -> f64 {
    let mut y = x;
    let mut steps = 1;
    match method {
        0 => y = y.sin(),
        1 => {
            y *= x;
            steps += 1;
        }
        2 => {}
        _ => y /= 2.0 + x,
    }
    y * y + steps as f64 * x
}

pub const POINTS: &[(f64, u8)] = &[(0.8, 0), (0.8, 1), (0.8, 2), (0.8, 3)];
