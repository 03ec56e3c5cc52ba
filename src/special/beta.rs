//! The beta function, and the regularised incomplete one.

use super::gamma::{ln_gamma, stirling};
use super::jet::{Jet, continued_fraction};
use super::polygamma::*;
#[allow(unused_imports, reason = "for builds without std")]
use crate::Real as _;
use crate::rule;
use core::f64::consts::TAU;

/// The beta function Γ(a) Γ(b) / Γ(a + b), for positive `a` and `b`; NaN elsewhere.
///
/// Its derivative along `a` is B(a, b) (ψ(a) − ψ(a + b)), by [DLMF
/// 5.12.1](https://dlmf.nist.gov/5.12#E1) and [5.2.2](https://dlmf.nist.gov/5.2#E2).
///
/// ```
/// use autodiff::special::beta;
/// assert!((beta(2.0, 3.0) - 1.0 / 12.0).abs() < 1e-15);
/// ```
#[rule(hvp, da = "y * (digamma(a) - digamma(a + b))", db = "y * (digamma(b) - digamma(a + b))")]
pub fn beta(a: f64, b: f64) -> f64 {
    if a > 0.0 && b > 0.0 && a + b < 100.0 {
        libm::tgamma(a) * libm::tgamma(b) / libm::tgamma(a + b)
    } else {
        ln_beta(a, b).exp()
    }
}

/// The logarithm of the beta function, for positive `a` and `b`; NaN elsewhere.
///
/// Its derivative along `a` is ψ(a) − ψ(a + b), as for `beta`.
///
/// ```
/// use autodiff::special::ln_beta;
/// assert!((ln_beta(2.0, 3.0) + 12.0_f64.ln()).abs() < 1e-15);
/// ```
#[rule(hvp, da = "digamma(a) - digamma(a + b)", db = "digamma(b) - digamma(a + b)")]
pub fn ln_beta(a: f64, b: f64) -> f64 {
    if a.is_nan() || b.is_nan() || a <= 0.0 || b <= 0.0 {
        return f64::NAN;
    }
    let (small, large, sum) = (a.min(b), a.max(b), a + b);
    if large < 10.0 {
        ln_gamma(a) + ln_gamma(b) - ln_gamma(sum)
    } else if small < 10.0 {
        // By Stirling's formula, whose large terms have no difference left to lose.
        let quotient = (0.5 - large) * (small / large).ln_1p() - small * sum.ln() + small;
        ln_gamma(small) + quotient + (stirling(large) - stirling(sum))
    } else {
        let quotients = (small - 0.5) * (small / sum).ln() - (large - 0.5) * (small / large).ln_1p();
        quotients - 0.5 * (sum / TAU).ln() + (stirling(small) + stirling(large) - stirling(sum))
    }
}

/// The regularised incomplete beta function I_x(a, b): the distribution function at `x` of a
/// beta distribution. For positive `a` and `b` and `x` from 0 to 1; NaN elsewhere.
///
/// Along `x` its derivative is the density x^(a−1) (1−x)^(b−1) / B(a, b), [DLMF
/// 8.17.1](https://dlmf.nist.gov/8.17#E1). Along `a` and `b` there is no closed form: the
/// continued fraction [8.17.22](https://dlmf.nist.gov/8.17#E22) is differentiated term by
/// term, after Boik and Robison-Cox, *Derivatives of the incomplete beta function*, Journal
/// of Statistical Software 3 (1998).
///
/// ```
/// use autodiff::special::{beta_reg, beta_reg_grad};
/// assert!((beta_reg(2.0, 1.0, 0.5) - 0.25).abs() < 1e-15);
/// // I_x(a, 1) is x^a.
/// let (da, _, dx) = beta_reg_grad(2.0, 1.0, 0.5);
/// assert!((da - 0.25 * 0.5_f64.ln()).abs() < 1e-14);
/// assert!((dx - 1.0).abs() < 1e-14);
/// ```
#[rule(hvp, da = "beta_reg_da(a, b, x)", db = "beta_reg_db(a, b, x)", dx = "beta_density(a, b, x)")]
pub fn beta_reg(a: f64, b: f64, x: f64) -> f64 {
    regularised(a, b, x).v
}

/// The derivative of `beta_reg` along `a`.
#[rule(
    da = "regularised(a, b, x).aa",
    db = "regularised(a, b, x).ab",
    dx = "beta_density(a, b, x) * (x.ln() - digamma(a) + digamma(a + b))"
)]
pub fn beta_reg_da(a: f64, b: f64, x: f64) -> f64 {
    regularised(a, b, x).a
}

/// The derivative of `beta_reg` along `b`.
#[rule(
    da = "regularised(a, b, x).ab",
    db = "regularised(a, b, x).bb",
    dx = "beta_density(a, b, x) * ((-x).ln_1p() - digamma(b) + digamma(a + b))"
)]
pub fn beta_reg_db(a: f64, b: f64, x: f64) -> f64 {
    regularised(a, b, x).b
}

/// The density of the beta distribution.
#[rule(
    hvp,
    da = "y * (x.ln() - digamma(a) + digamma(a + b))",
    db = "y * ((-x).ln_1p() - digamma(b) + digamma(a + b))",
    dx = "y * ((a - 1.0) / x - (b - 1.0) / (1.0 - x))"
)]
pub fn beta_density(a: f64, b: f64, x: f64) -> f64 {
    if !is_inside(a, b, x) {
        return f64::NAN;
    }
    // A power of zero is one where the exponent is zero.
    let power = |exponent: f64, ln: f64| if exponent == 0.0 { 0.0 } else { exponent * ln };
    (power(a - 1.0, x.ln()) + power(b - 1.0, (-x).ln_1p()) - ln_beta(a, b)).exp()
}

fn is_inside(a: f64, b: f64, x: f64) -> bool {
    a > 0.0 && b > 0.0 && (0.0..=1.0).contains(&x)
}

/// The value, and its derivatives along `a` and `b`.
fn regularised(a: f64, b: f64, x: f64) -> Jet {
    if !is_inside(a, b, x) {
        let nan = f64::NAN;
        return Jet { v: nan, a: nan, b: nan, aa: nan, ab: nan, bb: nan };
    }
    if x == 0.0 || x == 1.0 {
        return Jet::constant(x);
    }
    let (ln_x, ln_rest) = (x.ln(), (-x).ln_1p());
    // Where the fraction converges fast; elsewhere DLMF 8.17.4.
    if x <= (a + 1.0) / (a + b + 2.0) {
        fraction(Argument { a, b, x, ln_x, ln_rest })
    } else {
        let other = fraction(Argument { a: b, b: a, x: 1.0 - x, ln_x: ln_rest, ln_rest: ln_x });
        Jet::ONE - other.exchanged()
    }
}

/// Where the fraction is evaluated.
struct Argument {
    a: f64,
    b: f64,
    x: f64,
    ln_x: f64,
    /// The logarithm of 1 − x.
    ln_rest: f64,
}

fn fraction(at: Argument) -> Jet {
    let Argument { a, b, x, ln_x, ln_rest } = at;
    let (psi, tri) = (digamma(a + b), trigamma(a + b));
    // The logarithm of x^a (1 − x)^b / (a B(a, b)).
    let power = Jet {
        v: a * ln_x + b * ln_rest - ln_beta(a, b) - a.ln(),
        a: ln_x - digamma(a) + psi - 1.0 / a,
        b: ln_rest - digamma(b) + psi,
        aa: tri - trigamma(a) + 1.0 / (a * a),
        ab: tri,
        bb: tri - trigamma(b),
    };
    let (a, b) = (Jet::first(a), Jet::second(b));
    let plus = |jet: Jet, n: f64| jet + Jet::constant(n);
    continued_fraction(power.exp(), Jet::ONE, |k| {
        let m = (k / 2.0).floor();
        let below = plus(a, 2.0 * m);
        let numerator = if k % 2.0 == 0.0 {
            (plus(b, -m)).scaled(m * x) / (plus(below, -1.0) * below)
        } else {
            (plus(a, m) * plus(a + b, m)).scaled(-x) / (below * plus(below, 1.0))
        };
        (numerator, Jet::ONE)
    })
}
