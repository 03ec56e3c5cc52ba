//! A result that does not depend on the argument on one branch, and one entry
//! that never does.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn result_constant(x: f64) -> (f64, f64) {
    let step = if x > 0.0 { 1.0 } else { x };
    (step, 2.5)
}

pub const POINTS: &[(f64,)] = &[(0.7,), (-0.7,)];
