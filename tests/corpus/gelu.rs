//! The Gaussian error linear unit in its tanh approximation.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn gelu(x: f64) -> f64 {
    const SQRT_2_OVER_PI: f64 = 0.797_884_560_802_865_4;
    0.5 * x * (1.0 + (SQRT_2_OVER_PI * (x + 0.044_715 * x.powi(3))).tanh())
}

pub const POINTS: &[(f64,)] = &[(0.0,), (1.3,), (-0.7,), (4.0,)];
