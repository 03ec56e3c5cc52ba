//! One long chain of methods, and a formula of many small terms.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn method_chains(x: f64, y: f64) -> f64 {
    let chain = x.powi(2).mul_add(y, 1.0).sqrt().ln_1p().max(0.1).recip();
    chain + 0.5 * x - x * y / 3.0 + (x * x * x - 2.0 * x * x + 3.0 * x - 4.0) * (y - 1.0) * (y + 1.0) - (x)
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 1.3), (-1.1, 0.6)];
