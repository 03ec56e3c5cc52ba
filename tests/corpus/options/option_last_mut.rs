//! The last element, written to.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn option_last_mut(x: &[f64]) -> f64 {
    let mut v = x.to_vec();
    *v.last_mut().unwrap() *= x[0];
    *v.first_mut().expect("one") += 2.0 * x[0];
    *v.get_mut(1).unwrap() = x[0] * x[1];
    let l = v.last_mut().unwrap();
    *l = *l * *l;
    v.iter().map(|a| a * a).sum()
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.3, 0.2], &[0.4, 0.1]];
