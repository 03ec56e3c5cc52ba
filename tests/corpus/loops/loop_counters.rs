//! Several integer counters of their own stride, which indices and weights are
//! made of.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_counters(x: &[f64]) -> f64 {
    let mut even = 0;
    let mut odd = 0i64;
    let mut back = x.len();
    let mut sum = 0.5;
    while back > 0 {
        back -= 1;
        if back % 2 == 0 {
            even += 1;
            sum += x[back] * x[even - 1];
        } else {
            odd -= 2;
            sum *= x[back] * odd as f64;
        }
    }
    sum * even as f64 + sum * sum
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 0.3, 0.5], &[0.6, 1.1, -0.8], &[]];
