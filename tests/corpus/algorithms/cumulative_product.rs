//! Running products, collected into a new vector.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn cumulative_product(factors: &[f64]) -> Vec<f64> {
    let mut products = Vec::with_capacity(factors.len());
    let mut product = 1.0;
    for &factor in factors {
        product *= factor;
        products.push(product);
    }
    products
}

pub const POINTS: &[&[f64]] = &[&[1.5, -0.7, 2.0, 0.9], &[0.3], &[]];
