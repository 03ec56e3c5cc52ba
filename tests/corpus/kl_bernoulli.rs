//! The divergence of two Bernoulli distributions.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn kl_bernoulli(p: f64, q: f64) -> f64 {
    debug_assert!((0.0..=1.0).contains(&p));
    debug_assert!(q > 0.0 && q < 1.0);
    p * (p / q).ln() + (1.0 - p) * ((1.0 - p) / (1.0 - q)).ln()
}

pub const POINTS: &[(f64, f64)] = &[(0.3, 0.6), (0.8, 0.25)];
