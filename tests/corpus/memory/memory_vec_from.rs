//! `Vec::from` of slices, parts of them and arrays, by value and by reference.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_vec_from(x: &[f64]) -> f64 {
    let mut all = Vec::from(x);
    let mut rest = Vec::from(&x[1..]);
    rest[0] *= x[0];
    all.push(rest[0] * x[1]);
    let pair = [all[0] * rest[0], x[1]];
    let mut pairs = Vec::from(pair);
    pairs[1] += all[2];
    let lent = Vec::from(&pair);
    all.iter().map(|a| a * a).sum::<f64>() + pairs[0] * pairs[1] - lent[1] * rest[0]
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4], &[1.3, 0.9]];
