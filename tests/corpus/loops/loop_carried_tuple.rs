//! A tuple is carried through the loop and replaced as a whole.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_carried_tuple(x: f64, y: f64, n: usize) -> f64 {
    let mut z = (x, y);
    for _ in 0..n {
        z = (z.0 * z.0 - z.1 * z.1 + x, 2.0 * z.0 * z.1 + y);
    }
    z.0 * z.1
}

pub const POINTS: &[(f64, f64, usize)] = &[(0.3, 0.4, 3), (-0.6, 0.2, 1), (0.7, 0.6, 0)];
