//! `any` and `all` on active values decide which formula it is.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_any_all(x: &[f64], t: f64) -> f64 {
    let product: f64 = x.iter().product();
    if x.iter().any(|v| v * t > 1.0) {
        product * t * t
    } else if x.iter().all(|&v| v > 0.0) {
        (product + t).sin()
    } else {
        product * product - t * product
    }
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.6), (&[0.3, 0.9], 0.5), (&[0.7, 1.4], 0.9), (&[], 0.5)];
