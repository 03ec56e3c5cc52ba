//! Recursion on the head and the rest.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn option_split_first_sum(x: &[f64]) -> f64 {
    match x.split_first() {
        None => 1.0,
        Some((head, rest)) => head * option_split_first_sum(rest) + head.sin(),
    }
}

pub const POINTS: &[&[f64]] = &[&[1.1, 0.3, 0.9], &[0.4], &[]];
