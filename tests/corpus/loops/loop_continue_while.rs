//! `continue` in a `while` loop, which has to step its counter itself.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_continue_while(x: f64, n: usize) -> f64 {
    let mut y = x;
    let mut i = 0;
    while i < n {
        i += 1;
        if i % 3 == 0 {
            continue;
        }
        y = y * x + (i as f64 * y).sin();
    }
    y
}

pub const POINTS: &[(f64, usize)] = &[(0.7, 5), (-0.4, 3), (0.5, 0)];
