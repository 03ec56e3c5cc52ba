//! A range of wide unsigned integers, which an integer accumulates too.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_range_u64(x: f64, n: u64) -> f64 {
    let mut factorial: u64 = 1;
    let mut power = 1.0;
    let mut sum = 0.0;
    for k in 1u64..n {
        factorial *= k;
        power *= x;
        sum += power / factorial as f64;
    }
    sum.sin()
}

pub const POINTS: &[(f64, u64)] = &[(0.7, 5), (-1.1, 3), (0.4, 0)];
