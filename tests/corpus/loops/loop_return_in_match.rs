//! `return` from an arm of a `match` in a loop.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_return_in_match(x: f64, program: &[u8]) -> f64 {
    let mut y = x;
    for op in program {
        y = match op {
            0 => y * x,
            1 => y.sin() + x,
            2 => return y * y,
            _ => y.exp(),
        };
    }
    y / (1.0 + x * x)
}

pub const POINTS: &[(f64, &[u8])] = &[(0.7, &[0, 1, 3]), (-0.4, &[1, 0, 2, 3]), (0.3, &[])];
