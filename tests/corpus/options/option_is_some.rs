//! Whether there is an element.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn option_is_some(x: &[f64]) -> f64 {
    let s = if x.get(2).is_some() { x[2] * x[0] } else { x[0] };
    if x.iter().position(|v| *v > 0.9).is_none() { s * s } else { s }
}

pub const POINTS: &[&[f64]] = &[&[1.1, 0.3, 0.8], &[0.4, 0.2]];
