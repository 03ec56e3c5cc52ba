//! The last element and those before it.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn option_split_last_let(x: &[f64]) -> f64 {
    let Some((last, init)) = x.split_last() else { return 0.0 };
    init.iter().map(|v| v * last).sum()
}

pub const POINTS: &[&[f64]] = &[&[1.1, 0.3, 0.9], &[0.4], &[]];
