//! The softplus, by the formula that does not overflow on either side.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn softplus(x: f64) -> f64 {
    if x > 0.0 { x + (-x).exp().ln_1p() } else { x.exp().ln_1p() }
}

pub const POINTS: &[(f64,)] = &[(1.5,), (-2.0,), (25.0,)];
/// Both branches have the derivative ½ here, and finite differences cross over.
pub const KINKS: &[(f64,)] = &[(0.0,)];
