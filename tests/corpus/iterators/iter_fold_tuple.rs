//! `fold` with a tuple as the state, in a closure with statements.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_fold_tuple(x: &[f64]) -> f64 {
    let (sum, product) = x.iter().fold((0.5, 1.0), |(sum, product), &v| {
        let scaled = v * sum;
        (sum + scaled * v, product * (1.0 + scaled))
    });
    sum * product
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2], &[0.3], &[]];
