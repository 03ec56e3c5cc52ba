//! A `for` loop over a closed range: the exponential series, term by term.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_range_inclusive(x: f64, n: i32) -> f64 {
    let mut term = 1.0;
    let mut sum = 1.0;
    for k in 1..=n {
        term *= x / k as f64;
        sum += term * sum;
    }
    sum
}

pub const POINTS: &[(f64, i32)] = &[(0.7, 4), (-1.3, 1), (0.5, 0)];
