//! An inner loop whose result nothing reads in the adjoint of the outer one,
//! but whose carried value the adjoint of the inner one does: dead code
//! elimination took the loop away before the value was recorded.

use autodiff::grad;

#[grad(hvp)]
pub fn replayed_loop_without_result(x: &[f64], n: usize) -> f64 {
    let mut best = 0.0;
    for a in x {
        let mut near = *a;
        for _ in 0..n {
            near = near.sin() + 0.3 * a;
        }
        best += near;
    }
    best
}

pub const POINTS: &[(&[f64], usize)] = &[(&[0.7, -0.4], 3), (&[0.2], 0), (&[], 2)];
