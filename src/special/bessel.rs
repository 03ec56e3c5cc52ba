//! Bessel functions of integer order.

use crate::rule;

/// The Bessel function of the first kind J₀.
///
/// Its derivative is −J₁, [DLMF 10.6.3](https://dlmf.nist.gov/10.6#E3).
///
/// ```
/// use autodiff::special::j0;
/// assert!((j0(1.0) - 0.765_197_686_557_966_6).abs() < 1e-15);
/// ```
#[rule(hvp, dx = "-j1(x)")]
pub fn j0(x: f64) -> f64 {
    libm::j0(x)
}

/// The Bessel function of the first kind J₁.
///
/// Its derivative is (J₀ − J₂) / 2, [DLMF 10.6.1](https://dlmf.nist.gov/10.6#E1), which also
/// holds at zero.
///
/// ```
/// use autodiff::special::j1_grad;
/// assert_eq!(j1_grad(0.0), 0.5);
/// ```
#[rule(hvp, dx = "0.5 * (j0(x) - jn(2, x))")]
pub fn j1(x: f64) -> f64 {
    libm::j1(x)
}

/// The Bessel function of the first kind of order `n`.
///
/// Its derivative is (Jₙ₋₁ − Jₙ₊₁) / 2, [DLMF 10.6.1](https://dlmf.nist.gov/10.6#E1).
///
/// ```
/// use autodiff::special::jn;
/// assert!((jn(2, 1.0) - 0.114_903_484_931_900_5).abs() < 1e-15);
/// ```
#[rule(hvp, dx = "0.5 * (jn(n - 1, x) - jn(n + 1, x))")]
pub fn jn(n: i32, x: f64) -> f64 {
    libm::jn(n, x)
}

/// The Bessel function of the second kind Y₀, for `x > 0`: −∞ at zero, NaN below.
///
/// Its derivative is −Y₁, [DLMF 10.6.3](https://dlmf.nist.gov/10.6#E3).
///
/// ```
/// use autodiff::special::y0;
/// assert!((y0(1.0) - 0.088_256_964_215_676_96).abs() < 1e-15);
/// ```
#[rule(hvp, dx = "-y1(x)")]
pub fn y0(x: f64) -> f64 {
    libm::y0(x)
}

/// The Bessel function of the second kind Y₁, for `x > 0`: −∞ at zero, NaN below.
///
/// Its derivative is (Y₀ − Y₂) / 2, [DLMF 10.6.1](https://dlmf.nist.gov/10.6#E1).
///
/// ```
/// use autodiff::special::y1;
/// assert!((y1(1.0) + 0.781_212_821_300_288_7).abs() < 1e-15);
/// ```
#[rule(hvp, dx = "0.5 * (y0(x) - yn(2, x))")]
pub fn y1(x: f64) -> f64 {
    libm::y1(x)
}

/// The Bessel function of the second kind of order `n`, for `x > 0`.
///
/// Its derivative is (Yₙ₋₁ − Yₙ₊₁) / 2, [DLMF 10.6.1](https://dlmf.nist.gov/10.6#E1).
///
/// ```
/// use autodiff::special::yn;
/// assert!((yn(2, 1.0) + 1.650_682_606_816_254).abs() < 1e-14);
/// ```
#[rule(hvp, dx = "0.5 * (yn(n - 1, x) - yn(n + 1, x))")]
pub fn yn(n: i32, x: f64) -> f64 {
    libm::yn(n, x)
}
