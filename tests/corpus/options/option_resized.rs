//! A vector that is made longer and shorter.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn option_resized(x: &[f64]) -> f64 {
    let mut v = x.to_vec();
    v.resize(5, x[0]);
    v.truncate(4);
    v[3] *= 2.0;
    v.resize(2, 0.0);
    v.push(x[x.len() - 1]);
    v.iter().map(|a| a * a * a).sum()
}

pub const POINTS: &[&[f64]] = &[&[1.1, 0.3, 0.9], &[0.4], &[0.1, 0.2, 0.3, 0.4, 0.5, 0.6]];
