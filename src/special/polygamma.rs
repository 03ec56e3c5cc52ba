//! The derivatives of the logarithm of the gamma function.

#[allow(unused_imports, reason = "for builds without std")]
use crate::Real as _;
use crate::rule;
use core::f64::consts::PI;

/// The digamma function, the derivative of `ln_gamma`.
///
/// Its derivative is the trigamma function, [DLMF 5.15.1](https://dlmf.nist.gov/5.15#E1). It
/// has poles at zero and the negative integers, where it is NaN.
///
/// ```
/// use autodiff::special::digamma;
/// assert!((digamma(1.0) + 0.577_215_664_901_532_9).abs() < 1e-15);
/// ```
#[rule(hvp, dx = "trigamma(x)")]
pub fn digamma(x: f64) -> f64 {
    if x <= 0.0 {
        // DLMF 5.5.4; the tangent has a period of one.
        return if x == x.floor() { f64::NAN } else { digamma(1.0 - x) - PI / (PI * (x - x.floor())).tan() };
    }
    // DLMF 5.5.2 upwards, to where the expansion of 5.11.2 is exact.
    let (mut x, mut sum) = (x, 0.0);
    while x < LARGE {
        sum -= 1.0 / x;
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    let (mut tail, mut power, mut order) = (0.0, square, 2.0);
    for b in BERNOULLI {
        tail += b / order * power;
        (power, order) = (power * square, order + 2.0);
    }
    sum + x.ln() - 0.5 / x - tail
}

/// The trigamma function, the derivative of `digamma`.
///
/// Its derivative is the polygamma function of order 2, [DLMF
/// 5.15.1](https://dlmf.nist.gov/5.15#E1). It has poles at zero and the negative integers,
/// where it is infinite.
///
/// ```
/// use autodiff::special::trigamma;
/// assert!((trigamma(1.0) - core::f64::consts::PI.powi(2) / 6.0).abs() < 1e-15);
/// ```
#[rule(hvp, dx = "polygamma(2, x)")]
pub fn trigamma(x: f64) -> f64 {
    if x <= 0.0 {
        // DLMF 5.15.6.
        let sine = (PI * (x - x.floor())).sin();
        return if sine == 0.0 { f64::INFINITY } else { (PI / sine).powi(2) - trigamma(1.0 - x) };
    }
    hurwitz(2, x)
}

/// The polygamma function: the `n`-th derivative of `digamma`, which is that of order 0.
///
/// Its derivative is that of the next order, [DLMF 5.15](https://dlmf.nist.gov/5.15). Beyond
/// order 1 it is there for `x > -1000`, and NaN below and at its poles.
///
/// ```
/// use autodiff::special::polygamma;
/// // -2 times Apéry's constant
/// assert!((polygamma(2, 1.0) + 2.404_113_806_319_188_6).abs() < 1e-14);
/// ```
#[rule(hvp, dx = "polygamma(n + 1, x)")]
pub fn polygamma(n: u32, x: f64) -> f64 {
    match n {
        0 => return digamma(x),
        1 => return trigamma(x),
        _ => {}
    }
    if x <= -1000.0 || (x <= 0.0 && x == x.floor()) {
        return f64::NAN;
    }
    let factorial: f64 = (1..=n).map(f64::from).product();
    let sign = if n.is_multiple_of(2) { -1.0 } else { 1.0 };
    sign * factorial * hurwitz(n + 1, x)
}

/// The Hurwitz zeta function ζ(s, x) at an integer `s`, DLMF 25.11.1: terms one by one, and
/// for the rest the expansion of 25.11.43.
fn hurwitz(s: u32, x: f64) -> f64 {
    let power = |x: f64| x.powi(-i32::try_from(s).unwrap_or(i32::MAX));
    let (mut x, mut sum) = (x, 0.0);
    while x < LARGE + f64::from(s) {
        sum += power(x);
        x += 1.0;
    }
    // B_2k / (2k)! · s (s + 1) .. (s + 2k - 2) / x^(s + 2k - 1)
    let mut rising = f64::from(s) / (2.0 * x);
    let mut tail = 0.0;
    for (b, k) in BERNOULLI.iter().zip(1_u32..) {
        tail += b * rising;
        let (k, s) = (f64::from(2 * k), f64::from(s));
        rising *= (s + k - 1.0) * (s + k) / ((k + 1.0) * (k + 2.0) * x * x);
    }
    let first = x / f64::from(s - 1);
    sum + power(x) * (first + 0.5 + tail)
}

/// From here on the expansions at infinity are exact to the last bit.
const LARGE: f64 = 12.0;

/// The Bernoulli numbers of even index, from the second on, DLMF 24.2.
const BERNOULLI: [f64; 8] =
    [1.0 / 6.0, -1.0 / 30.0, 1.0 / 42.0, -1.0 / 30.0, 5.0 / 66.0, -691.0 / 2730.0, 7.0 / 6.0, -3617.0 / 510.0];
