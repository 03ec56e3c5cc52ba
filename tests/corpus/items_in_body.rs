//! Functions, constants and imports declared inside the body, after their use.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn items_in_body(x: f64) -> f64 {
    use std::f64::consts::{LN_2, TAU};
    const OFFSET: f64 = 0.25;

    let y = damp(x + OFFSET) * LN_2;
    return y * half_turns(3) / TAU;

    const RATE: f64 = 2.0 * OFFSET;

    #[grad(hvp, taylor)]
    fn damp(t: f64) -> f64 {
        (-RATE * t).exp() * t.cos()
    }

    fn half_turns(n: i32) -> f64 {
        n as f64 / 2.0
    }
}

pub const POINTS: &[(f64,)] = &[(0.7,), (-1.2,)];
