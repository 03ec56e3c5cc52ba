//! `reverse` of a `Vec` between other writes, and of an array.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_reverse(x: &[f64]) -> f64 {
    let mut v = x.to_vec();
    let mut sum = 0.0;
    for _ in 0..2 {
        v[0] *= v[1].sin();
        v.reverse();
        sum += v[0] * v[0];
    }
    let mut pair = [sum, x[0]];
    pair.reverse();
    pair[0] * pair[1].cos() + sum
}

pub const POINTS: &[&[f64]] = &[&[0.5, 1.2, -0.3], &[1.5, 0.4]];
