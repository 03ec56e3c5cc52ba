//! The regularised incomplete gamma functions.

use super::gamma::{ln_gamma, stirling};
use super::jet::{Jet, LONGEST, continued_fraction};
use super::polygamma::*;
#[allow(unused_imports, reason = "for builds without std")]
use crate::Real as _;
use crate::rule;
use core::f64::consts::TAU;

/// The regularised lower incomplete gamma function P(a, x): the distribution function at `x`
/// of a gamma distribution of shape `a`. For `a > 0` and `x >= 0`; NaN elsewhere.
///
/// Along `x` its derivative is the density x^(a−1) e^(−x) / Γ(a), [DLMF
/// 8.8.13](https://dlmf.nist.gov/8.8#E13) and [8.2.4](https://dlmf.nist.gov/8.2#E4). Along `a`
/// there is no closed form: the series [8.7.1](https://dlmf.nist.gov/8.7#E1), and above
/// `a + 1` the continued fraction [8.9.2](https://dlmf.nist.gov/8.9#E2), are differentiated
/// term by term, as Moore does in *Algorithm AS 187*, Applied Statistics 31 (1982).
///
/// ```
/// use autodiff::special::{gamma_lr, gamma_lr_grad};
/// assert!((gamma_lr(1.0, 2.0) - (1.0 - (-2.0_f64).exp())).abs() < 1e-15);
/// let (da, dx) = gamma_lr_grad(1.0, 2.0);
/// assert!((dx - (-2.0_f64).exp()).abs() < 1e-15);
/// assert!((da + 0.220_825_426_211_859_5).abs() < 1e-15);
/// ```
#[rule(hvp, da = "gamma_lr_da(a, x)", dx = "gamma_density(a, x)")]
pub fn gamma_lr(a: f64, x: f64) -> f64 {
    both(a, x)[0].v
}

/// The regularised upper incomplete gamma function Q(a, x) = 1 − P(a, x), exact where that
/// is small.
///
/// Its derivatives are those of `gamma_lr` with the other sign.
///
/// ```
/// use autodiff::special::gamma_ur;
/// assert!((gamma_ur(1.0, 50.0) / (-50.0_f64).exp() - 1.0).abs() < 1e-14);
/// ```
#[rule(hvp, da = "gamma_ur_da(a, x)", dx = "-gamma_density(a, x)")]
pub fn gamma_ur(a: f64, x: f64) -> f64 {
    both(a, x)[1].v
}

/// The derivative of `gamma_lr` along `a`.
#[rule(da = "both(a, x)[0].aa", dx = "gamma_density(a, x) * (x.ln() - digamma(a))")]
pub fn gamma_lr_da(a: f64, x: f64) -> f64 {
    both(a, x)[0].a
}

/// The derivative of `gamma_ur` along `a`.
#[rule(da = "both(a, x)[1].aa", dx = "-gamma_density(a, x) * (x.ln() - digamma(a))")]
pub fn gamma_ur_da(a: f64, x: f64) -> f64 {
    both(a, x)[1].a
}

/// The density of the gamma distribution.
#[rule(hvp, da = "y * (x.ln() - digamma(a))", dx = "y * ((a - 1.0) / x - 1.0)")]
pub fn gamma_density(a: f64, x: f64) -> f64 {
    if a.is_nan() || x.is_nan() || a <= 0.0 || x < 0.0 {
        f64::NAN
    } else if x == 0.0 {
        if a < 1.0 {
            f64::INFINITY
        } else if a == 1.0 {
            1.0
        } else {
            0.0
        }
    } else if x == f64::INFINITY {
        0.0
    } else {
        exponent(a, x).v.exp() * a / x
    }
}

/// The lower and the upper function, the smaller of them to full precision, with their
/// derivatives along `a`.
fn both(a: f64, x: f64) -> [Jet; 2] {
    if a.is_nan() || x.is_nan() || a <= 0.0 || x < 0.0 {
        let nan = f64::NAN;
        return [Jet { v: nan, a: nan, b: nan, aa: nan, ab: nan, bb: nan }; 2];
    }
    if x == 0.0 || x == f64::INFINITY {
        let ends = [Jet::constant(0.0), Jet::ONE];
        return if x == 0.0 { ends } else { [ends[1], ends[0]] };
    }
    if x < a + 1.0 {
        let lower = exponent(a, x).exp() * series(a, x);
        [lower, Jet::ONE - lower]
    } else {
        let upper = fraction(exponent(a, x).exp(), a, x);
        [Jet::ONE - upper, upper]
    }
}

/// The logarithm of x^a e^(−x) / Γ(a + 1), with its derivatives along `a`. For large `a`
/// after Loader, *Fast and accurate computation of binomial probabilities* (2000): the
/// large terms are subtracted before they are rounded.
fn exponent(a: f64, x: f64) -> Jet {
    let v = if a < 10.0 {
        a * x.ln() - x - ln_gamma(a + 1.0)
    } else {
        let d = (x - a) / a;
        let difference = if d.abs() < 0.5 { d - d.ln_1p() } else { d - (x / a).ln() };
        -a * difference - 0.5 * (TAU * a).ln() - stirling(a)
    };
    Jet { a: x.ln() - digamma(a + 1.0), aa: -trigamma(a + 1.0), ..Jet::constant(v) }
}

/// Σ xⁿ / ((a + 1) .. (a + n)).
fn series(a: f64, x: f64) -> Jet {
    let (mut sum, mut term, mut n) = (Jet::ONE, Jet::ONE, 0.0);
    while n < LONGEST {
        n += 1.0;
        term = term.scaled(x) / Jet::first(a + n);
        sum = sum + term;
        if term.is_negligible(sum) {
            break;
        }
    }
    sum
}

/// The upper function: `power` is x^a e^(−x) / Γ(a + 1).
fn fraction(power: Jet, a: f64, x: f64) -> Jet {
    let a = Jet::first(a);
    let b = |k: f64| Jet::constant(x + 2.0 * k + 1.0) - a;
    continued_fraction(power * a, b(0.0), |k| ((a - Jet::constant(k)).scaled(k), b(k)))
}
