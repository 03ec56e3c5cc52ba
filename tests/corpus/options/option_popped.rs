//! Elements that are popped and pushed again.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn option_popped(x: &[f64]) -> f64 {
    let mut v = x.to_vec();
    v.pop();
    v.push(x[0] * x[0]);
    if let Some(last) = v.pop() {
        v.push(last * 2.0);
    }
    v.iter().sum::<f64>() * v[0]
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.3, 0.2], &[0.4]];
