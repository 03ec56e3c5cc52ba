//! Ranges and alternatives of integers.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn match_range(x: f64, n: i32) -> f64 {
    let factor = match n {
        i32::MIN..=-1 => -x,
        0 | 1 => 1.0,
        2..=9 => x * x,
        10.. => x.exp(),
    };
    factor * x
}

pub const POINTS: &[(f64, i32)] = &[(1.1, -4), (1.1, 0), (1.1, 1), (1.1, 5), (1.1, 10)];
