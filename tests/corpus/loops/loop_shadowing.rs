//! The body shadows variables from outside, which the next round sees
//! unchanged, and the loop variable shadows one too.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_shadowing(x: f64, y: f64) -> f64 {
    let mut z = x;
    for y in [y, y * y, 0.5] {
        let x = x * y;
        let z2 = z * x;
        let x = z2.sin();
        z += x * y;
    }
    z * x + y
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 1.1), (-0.4, 0.3)];
