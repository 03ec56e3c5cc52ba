//! `filter` by an index or by flags: it does not depend on active values.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_filter_index(x: &[f64], used: &[bool]) -> f64 {
    let odd: f64 = x.iter().enumerate().filter(|(i, _)| i % 2 == 1).map(|(_, v)| v.exp()).sum();
    let mut y = odd;
    for (v, _) in x.iter().zip(used).filter(|(_, flag)| **flag) {
        y = y * v + v.sin();
    }
    y
}

pub const POINTS: &[(&[f64], &[bool])] =
    &[(&[0.7, -0.4, 1.2], &[true, false, true]), (&[0.3, 0.8], &[false, true]), (&[], &[])];
