//! The product of an iterator.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_product(x: &[f64], t: f64) -> f64 {
    let product: f64 = x.iter().product();
    product.sin() + x.iter().map(|v| t - v).product::<f64>()
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.3), (&[0.3, 0.0, 0.8], 0.9), (&[], 0.5)];
