//! The logistic function, and logarithms of sums of exponentials.

#[allow(unused_imports, reason = "for builds without std")]
use crate::Real as _;
use crate::rule;

/// The logistic function 1 / (1 + e^(−x)), which does not overflow.
///
/// Its derivative is y (1 − y), and 1 − y is the function at −x: [DLMF
/// 4.2](https://dlmf.nist.gov/4.2), by elementary calculus.
///
/// ```
/// use autodiff::special::{logistic, logistic_grad};
/// assert_eq!((logistic(0.0), logistic_grad(0.0)), (0.5, 0.25));
/// assert!((logistic_grad(40.0) / (-40.0_f64).exp() - 1.0).abs() < 1e-15);
/// ```
#[rule(hvp, dx = "y * logistic(-x)")]
pub fn logistic(x: f64) -> f64 {
    let e = (-x.abs()).exp();
    if x < 0.0 { e / (1.0 + e) } else { 1.0 / (1.0 + e) }
}

/// The logarithm of 1 + e^x, which neither overflows nor loses small values.
///
/// Its derivative is the logistic function; the forms of the value are those of Mächler,
/// *Accurately computing log(1 − exp(−|a|))* (2012).
///
/// ```
/// use autodiff::special::ln_1p_exp;
/// assert_eq!(ln_1p_exp(1000.0), 1000.0);
/// assert_eq!(ln_1p_exp(0.0), 2.0_f64.ln());
/// ```
#[rule(hvp, dx = "logistic(x)")]
pub fn ln_1p_exp(x: f64) -> f64 {
    // In this order, what is not a number stays so.
    if x > 0.0 { x + (-x).exp().ln_1p() } else { x.exp().ln_1p() }
}

/// The softplus of machine learning, which is [`ln_1p_exp`].
///
/// ```
/// use autodiff::special::{logistic, softplus_grad};
/// assert_eq!(softplus_grad(0.3), logistic(0.3));
/// ```
#[rule(hvp, dx = "logistic(x)")]
pub fn softplus(x: f64) -> f64 {
    ln_1p_exp(x)
}

/// The logarithm of the sum of the exponentials of the elements, which does not overflow;
/// −∞ of nothing.
///
/// Its gradient is the softmax: e^(xᵢ) over their sum, by elementary calculus. Where the
/// largest element is infinite, the result is that element, and so is its derivative.
///
/// ```
/// use autodiff::special::log_sum_exp;
/// assert_eq!(log_sum_exp(&[1000.0, 1000.0]), 1000.0 + 2.0_f64.ln());
/// ```
#[cfg(feature = "alloc")]
#[crate::grad(hvp)]
pub fn log_sum_exp(x: &[f64]) -> f64 {
    let largest = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if largest.is_infinite() {
        return largest;
    }
    // The result does not depend on what is taken out.
    #[constant]
    let shift = largest;
    let mut sum = 0.0;
    for xi in x {
        sum += (xi - shift).exp();
    }
    shift + sum.ln()
}
