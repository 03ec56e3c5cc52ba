//! The exponential functions.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn exponentials(x: f64, y: f64) -> f64 {
    x.exp() + y.exp2() * (x * y).exp_m1() - f64::exp(-x * x)
}

pub const POINTS: &[(f64, f64)] = &[(0.3, -0.6), (1.2, 0.9)];
