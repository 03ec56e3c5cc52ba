//! A loop in an arm of an `if`, and another kind of loop in the other.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_in_if(x: f64, y: f64, n: usize) -> f64 {
    let mut z = x;
    if y > 0.0 {
        for _ in 0..n {
            z *= x + y;
        }
    } else {
        while z > 0.5 {
            z = z.sin() + 0.5 * y;
        }
    }
    z * z
}

pub const POINTS: &[(f64, f64, usize)] = &[(0.7, 0.6, 3), (1.4, -0.3, 2), (0.4, -0.7, 1), (0.8, 0.5, 0)];
