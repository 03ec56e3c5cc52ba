//! A variable that a round overwrites several times, before and after it is
//! read, and that the adjoint has to see at each of its values.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_overwritten(x: f64, y: f64, n: usize) -> f64 {
    let mut u = x;
    let mut sum = 0.0;
    for _ in 0..n {
        sum += u * u * y;
        u = u.sin() + y;
        sum *= u;
        u *= u;
        sum += u.cos();
        u = x * sum;
    }
    sum + u
}

pub const POINTS: &[(f64, f64, usize)] = &[(0.7, 0.4, 3), (-0.4, 0.9, 1), (0.5, 0.3, 0)];
