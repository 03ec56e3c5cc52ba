//! A named closure is the argument of `map`, and called inside another one.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_closure_in_chain(x: &[f64], a: f64) -> f64 {
    let kernel = |d: f64| (-a * d * d).exp();
    let centred: f64 = x.iter().copied().map(kernel).sum();
    x.iter().map(|u| x.iter().map(|v| kernel(u - v)).sum::<f64>() * centred).sum()
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.6), (&[0.3], 0.9), (&[], 0.5)];
