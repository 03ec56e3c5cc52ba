//! A helper on a scalar is called with elements, and its result stored in
//! their place.

use autodiff::grad;

#[grad(hvp, taylor)]
fn logistic(x: f64, rate: f64) -> f64 {
    rate * x * (1.0 - x)
}

#[grad(hvp, taylor, sparse_jacobian)]
pub fn memory_helper_element(x: &mut [f64], rates: &[f64]) {
    for rate in rates {
        for i in 0..x.len() {
            x[i] = logistic(x[i], *rate);
        }
        x[0] *= x[x.len() - 1];
    }
}

pub const POINTS: &[(&[f64], &[f64])] =
    &[(&[0.7, 0.4, 0.2], &[1.7, 2.6]), (&[0.3], &[3.1]), (&[0.6, 0.2], &[]), (&[], &[])];
