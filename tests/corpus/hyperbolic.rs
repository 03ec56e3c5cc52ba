//! The hyperbolic functions.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn hyperbolic(x: f64, y: f64) -> f64 {
    x.sinh() * y.tanh() - (x + y).cosh().ln() + (2.0 * x).tanh()
}

pub const POINTS: &[(f64, f64)] = &[(0.3, 0.6), (-1.1, 2.0)];
