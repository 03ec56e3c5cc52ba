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
use crate::generic::Scalar;

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
pub fn mul<const K: usize, T: Scalar>(a: T, b: T, a_dot: Series<K, T>, b_dot: Series<K, T>, _: T) -> Series<K, T> {
    let mut y = a_dot * b + b_dot * a;
    for j in 2..=K {
        y[j] += (1..j).map(|i| a_dot[i] * b_dot[j - i]).sum::<T>();
    }
    y
}

/// `a b + c`
#[inline]
#[must_use]
pub fn mul_add<const K: usize, T: Scalar>(
    a: T,
    b: T,
    _: T,
    a_dot: Series<K, T>,
    b_dot: Series<K, T>,
    c_dot: Series<K, T>,
    y: T,
) -> Series<K, T> {
    mul(a, b, a_dot, b_dot, y) + c_dot
}

/// `a / b`
#[inline]
#[must_use]
pub fn div<const K: usize, T: Scalar>(_: T, b: T, a_dot: Series<K, T>, b_dot: Series<K, T>, y: T) -> Series<K, T> {
    let mut y_dot = Series::ZERO;
    for j in 1..=K {
        y_dot[j] = over(a_dot[j] - sum(1..=j, |i| (b_dot[i], of(y, &y_dot, j - i))), b);
    }
    y_dot
}

/// `1 / x`
#[inline]
#[must_use]
pub fn recip<const K: usize, T: Scalar>(_: T, x_dot: Series<K, T>, y: T) -> Series<K, T> {
    let mut y_dot = Series::ZERO;
    for j in 1..=K {
        y_dot[j] = sum(1..=j, |i| (x_dot[i], of(y, &y_dot, j - i))).zero_wins(-y);
    }
    y_dot
}

/// A number as it is written; of `f32`, the nearest one.
#[inline]
fn float<T: Scalar>(number: f64) -> T {
    T::literal(number)
}

/// The coefficient of an order, and the value where that is 0.
#[inline]
fn of<const K: usize, T: Scalar>(value: T, series: &Series<K, T>, order: usize) -> T {
    if order == 0 { value } else { series[order] }
}

/// A sum of products, in each of which an exact zero wins.
#[inline]
fn sum<T: Scalar>(orders: impl Iterator<Item = usize>, factors: impl Fn(usize) -> (T, T)) -> T {
    orders.map(factors).map(|(a, b): (T, T)| a.zero_wins(b)).sum()
}

/// A quotient in which an exact zero wins.
#[inline]
fn over<T: Scalar>(a: T, b: T) -> T {
    if a == float::<T>(0.0) { float::<T>(0.0) } else { a / b }
}

/// The `y` with `y' = p x'`. The coefficients of `p` are asked for in their order, each when those of `y`
/// are known up to it.
#[inline]
#[cfg_attr(not(any(feature = "std", feature = "libm")), allow(dead_code, reason = "elementary functions are"))]
fn integral<const K: usize, T: Scalar>(
    x_dot: &Series<K, T>,
    mut p: impl FnMut(usize, &Series<K, T>) -> T,
) -> Series<K, T> {
    let (mut y, mut partial) = (Series::ZERO, [T::ZERO_TANGENT; K]);
    for j in 1..=K {
        partial[j - 1] = p(j - 1, &y);
        y[j] = sum(1..=j, |i| (number::<T>(i) * x_dot[i], partial[j - i])) / number::<T>(j);
    }
    y
}
