//! The error function, its complement and its inverse.

use super::normal::deviate;
#[allow(unused_imports, reason = "for builds without std")]
use crate::Real as _;
use crate::rule;
use core::f64::consts::{FRAC_2_SQRT_PI, SQRT_2};

/// The error function.
///
/// Its derivative is 2/√π · e^(−x²), [DLMF 7.2.1](https://dlmf.nist.gov/7.2#E1).
///
/// ```
/// use autodiff::special::{erf, erf_grad};
/// assert!((erf(0.5) - 0.520_499_877_813_046_5).abs() < 1e-15);
/// assert!((erf_grad(0.5) - 0.878_782_578_935_444_8).abs() < 1e-15);
/// ```
#[rule(hvp, dx = "FRAC_2_SQRT_PI * (-x * x).exp()")]
pub fn erf(x: f64) -> f64 {
    libm::erf(x)
}

/// The complementary error function, `1 - erf(x)`, exact where that is small.
///
/// Its derivative is −2/√π · e^(−x²), [DLMF 7.2.2](https://dlmf.nist.gov/7.2#E2).
///
/// ```
/// use autodiff::special::erfc;
/// assert!((erfc(5.0) / 1.537_459_794_428_035e-12 - 1.0).abs() < 1e-15);
/// ```
#[rule(hvp, dx = "-FRAC_2_SQRT_PI * (-x * x).exp()")]
pub fn erfc(x: f64) -> f64 {
    libm::erfc(x)
}

/// The inverse of the error function: `y` with `erf(y) = x`, for `x` between −1 and 1.
///
/// Its derivative is √π/2 · e^(y²), [DLMF 7.17.1](https://dlmf.nist.gov/7.17#E1); the value
/// is by Wichura, *Algorithm AS 241*, Applied Statistics 37 (1988). At −1 and 1 both are
/// infinite.
///
/// ```
/// use autodiff::special::{erf, erfinv};
/// assert!((erf(erfinv(0.3)) - 0.3).abs() < 1e-16);
/// assert_eq!(erfinv(1.0), f64::INFINITY);
/// ```
#[rule(hvp, dx = "(y * y).exp() / FRAC_2_SQRT_PI")]
pub fn erfinv(x: f64) -> f64 {
    deviate(0.5 * x, 0.5 * (1.0 - x.abs())) / SQRT_2
}
