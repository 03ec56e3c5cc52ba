//! What a function makes of the Taylor coefficients of its arguments.
//!
//! Each is a recurrence: the coefficient of order `j` of the result is a sum over those of the orders
//! below (A. Griewank, A. Walther, *Evaluating Derivatives*, second edition, chapter 13, tables 13.1
//! and 13.2). They come from the differential equation that the function solves. So with `y' = p x'`
//!
//! ```text
//! j y_j = Σ i x_i p_(j-i)        i = 1 .. j
//! ```
//!
//! where the partial `p` may need coefficients of `y` that are known by then. A function takes the
//! arguments of its derivative rule, a series for each float among them, and the value.
//!
//! There are functions for the rules that are *curved*: of which a partial depends on what it is a
//! partial of. The series of the others are sums of products with a number, as tangents are.
//!
//! At kinks, poles and domain edges the coefficient of order 1 is what the rule says, and an exact zero
//! wins over a partial that is infinite.

use super::{Series, number};
use crate::product::zero_wins;

#[cfg(any(feature = "std", feature = "libm"))]
mod elementary;
#[cfg(any(feature = "std", feature = "libm"))]
mod power;

#[cfg(any(feature = "std", feature = "libm"))]
pub use elementary::{
    acos, acosh, asin, asinh, atan, atan2, atanh, cos, cosh, exp, exp_m1, exp2, ln, ln_1p, log, log2, log10, sin, sinh,
    tan, tanh,
};
#[cfg(any(feature = "std", feature = "libm"))]
pub use power::{cbrt, hypot, powf, powi, sqrt};

/// The rules that have such a function, by their names.
pub const NAMES: &[&str] = &[
    "mul", "div", "recip", "mul_add", "sqrt", "cbrt", "powi", "powf", "hypot", "exp", "exp2", "exp_m1", "ln", "ln_1p",
    "log", "log2", "log10", "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh",
    "acosh", "atanh",
];

/// `a b`
#[inline]
#[must_use]
pub fn mul<const K: usize>(a: f64, b: f64, a_dot: Series<K>, b_dot: Series<K>, _: f64) -> Series<K> {
    let mut y = a_dot * b + b_dot * a;
    for j in 2..=K {
        y[j] += (1..j).map(|i| a_dot[i] * b_dot[j - i]).sum::<f64>();
    }
    y
}

/// `a b + c`
#[inline]
#[must_use]
pub fn mul_add<const K: usize>(
    a: f64,
    b: f64,
    _: f64,
    a_dot: Series<K>,
    b_dot: Series<K>,
    c_dot: Series<K>,
    y: f64,
) -> Series<K> {
    mul(a, b, a_dot, b_dot, y) + c_dot
}

/// `a / b`
#[inline]
#[must_use]
pub fn div<const K: usize>(_: f64, b: f64, a_dot: Series<K>, b_dot: Series<K>, y: f64) -> Series<K> {
    let mut y_dot = Series::ZERO;
    for j in 1..=K {
        y_dot[j] = over(a_dot[j] - sum(1..=j, |i| (b_dot[i], of(y, &y_dot, j - i))), b);
    }
    y_dot
}

/// `1 / x`
#[inline]
#[must_use]
pub fn recip<const K: usize>(_: f64, x_dot: Series<K>, y: f64) -> Series<K> {
    let mut y_dot = Series::ZERO;
    for j in 1..=K {
        y_dot[j] = zero_wins(sum(1..=j, |i| (x_dot[i], of(y, &y_dot, j - i))), -y);
    }
    y_dot
}

/// The coefficient of an order, and the value where that is 0.
#[inline]
fn of<const K: usize>(value: f64, series: &Series<K>, order: usize) -> f64 {
    if order == 0 { value } else { series[order] }
}

/// A sum of products, in each of which an exact zero wins.
#[inline]
fn sum(orders: impl Iterator<Item = usize>, factors: impl Fn(usize) -> (f64, f64)) -> f64 {
    orders.map(factors).map(|(a, b)| zero_wins(a, b)).sum()
}

/// A quotient in which an exact zero wins.
#[inline]
fn over(a: f64, b: f64) -> f64 {
    if a == 0.0 { 0.0 } else { a / b }
}

/// The `y` with `y' = p x'`. The coefficients of `p` are asked for in their order, each when those of `y`
/// are known up to it.
#[inline]
#[cfg_attr(not(any(feature = "std", feature = "libm")), allow(dead_code, reason = "elementary functions are"))]
fn integral<const K: usize>(x_dot: &Series<K>, mut p: impl FnMut(usize, &Series<K>) -> f64) -> Series<K> {
    let (mut y, mut partial) = (Series::ZERO, [0.0; K]);
    for j in 1..=K {
        partial[j - 1] = p(j - 1, &y);
        y[j] = sum(1..=j, |i| (number(i) * x_dot[i], partial[j - i])) / number(j);
    }
    y
}
