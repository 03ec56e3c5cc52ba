//! A search that stops at the end of the slice or at an element; the index
//! outlives it.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_while_condition_on_elements(x: &[f64], level: f64) -> f64 {
    let mut i = 0;
    let mut product = level;
    while i < x.len() && x[i] < level {
        product *= x[i];
        i += 1;
    }
    if i < x.len() { product * x[i] * x[i] } else { product.sin() }
}

pub const POINTS: &[(&[f64], f64)] =
    &[(&[0.3, -0.4, 1.5, 0.2], 1.0), (&[0.3, -0.4], 0.9), (&[1.3, 0.2], 0.4), (&[], 0.7)];
