//! A closure is called in a loop, with what the call before returned.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_closure_in_loop(x: f64, rate: f64, n: usize) -> f64 {
    let grow = |y: f64, k: usize| y + rate * y * (x - y) / (k + 1) as f64;
    let mut y = 0.5 * x;
    for k in 0..n {
        y = grow(y, k);
    }
    y
}

pub const POINTS: &[(f64, f64, usize)] = &[(0.7, 0.4, 3), (1.4, 1.1, 1), (0.6, 0.3, 0)];
