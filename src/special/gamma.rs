//! The gamma function, and its logarithm.

use super::polygamma::*;
use crate::rule;

/// The gamma function, which overflows from 171.7 on.
///
/// Its derivative is Γ(x) ψ(x), [DLMF 5.2.2](https://dlmf.nist.gov/5.2#E2). It has poles at zero and the negative
/// integers.
///
/// ```
/// use autodiff::special::{gamma, gamma_grad};
/// assert_eq!(gamma(5.0), 24.0);
/// assert!((gamma_grad(1.0) + 0.577_215_664_901_532_9).abs() < 1e-15);
/// ```
#[rule(hvp, dx = "y * digamma(x)")]
pub fn gamma(x: f64) -> f64 {
    libm::tgamma(x)
}

/// The logarithm of the absolute value of the gamma function.
///
/// Its derivative is the digamma function, [DLMF 5.2.2](https://dlmf.nist.gov/5.2#E2). It has
/// poles at zero and the negative integers.
///
/// ```
/// use autodiff::special::{ln_gamma, ln_gamma_grad};
/// assert_eq!(ln_gamma(1.0), 0.0);
/// assert!((ln_gamma_grad(1.0) + 0.577_215_664_901_532_9).abs() < 1e-15);
/// ```
#[rule(hvp, dx = "digamma(x)")]
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// What Stirling's formula for `ln_gamma` lacks at `a >= 10`, DLMF 5.11.1.
pub(super) fn stirling(a: f64) -> f64 {
    let r = 1.0 / (a * a);
    let terms = [1.0 / 12.0, -1.0 / 360.0, 1.0 / 1260.0, -1.0 / 1680.0, 1.0 / 1188.0, -691.0 / 360_360.0, 1.0 / 156.0];
    terms.iter().rev().fold(0.0, |sum, term| sum * r + term) / a
}
