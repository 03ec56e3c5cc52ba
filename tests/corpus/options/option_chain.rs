//! Two elements in one condition.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn option_chain(x: &[f64]) -> f64 {
    if let Some(a) = x.get(1)
        && *a > 0.0
        && let Some(b) = x.get(2)
    {
        a * b
    } else {
        x[0]
    }
}

pub const POINTS: &[&[f64]] = &[&[1.1, 0.3, 0.8], &[0.4, 0.2], &[0.4, -0.1, 0.3]];
