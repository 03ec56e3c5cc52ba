//! A `loop` with two ways out, each with a value of its own.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_break_values(x: f64, limit: usize) -> f64 {
    let mut y = x;
    let mut n = 0;
    loop {
        if n >= limit {
            break y * y;
        }
        y += x * x.exp();
        if y > 3.0 {
            break 3.0 + (y - 3.0).sin() * x;
        }
        n += 1;
    }
}

pub const POINTS: &[(f64, usize)] = &[(0.3, 2), (0.5, 10), (0.8, 0)];
