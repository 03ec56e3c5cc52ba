//! Values that move on by one place in each iteration: what comes out was put in long before.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_shift_register(x: f64, n: usize) -> f64 {
    let (mut d, mut c, mut b, mut a) = (x * x, x, 1.0, 0.5 * x);
    for _ in 0..n {
        (a, b, c) = (b, c, d);
        d = (d * x).sin() + 0.1;
    }
    a * a + b
}

pub const POINTS: &[(f64, usize)] = &[(0.7, 0), (0.7, 1), (-0.4, 3), (1.2, 6)];
