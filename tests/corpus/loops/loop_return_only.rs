//! A `loop` that only `return` ends: nothing comes after it.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_return_only(x: f64, n: u32) -> f64 {
    let mut y = x;
    let mut k = 0;
    loop {
        if k == n {
            return y;
        }
        y = (y * x).cos() + y;
        if y > 4.0 {
            return y.sqrt() * x;
        }
        k += 1;
    }
}

pub const POINTS: &[(f64, u32)] = &[(0.7, 3), (0.2, 7), (0.5, 0)];
