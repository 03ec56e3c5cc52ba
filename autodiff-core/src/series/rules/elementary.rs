//! Exponentials and logarithms, circular and hyperbolic functions, and their inverses.

use super::power::{hypot, sqrt};
use super::{div, integral, mul, of, recip, sum};
use crate::rules::constant::f64::{LN_2, LOG2_E, LOG10_E};
#[cfg(not(any(feature = "std", test)))]
use crate::scalar::Real as _;
use crate::series::{Series, number};

/// `y' = y x'`
#[inline]
#[must_use]
pub fn exp<const K: usize>(_: f64, x_dot: Series<K>, y: f64) -> Series<K> {
    integral(&x_dot, |j, y_dot| of(y, y_dot, j))
}

/// `y' = ln 2 y x'`
#[inline]
#[must_use]
pub fn exp2<const K: usize>(_: f64, x_dot: Series<K>, y: f64) -> Series<K> {
    integral(&x_dot, |j, y_dot| of(y, y_dot, j) * LN_2)
}

/// `y' = e^x x'`, and `e^x` moves as `y` does.
#[inline]
#[must_use]
pub fn exp_m1<const K: usize>(x: f64, x_dot: Series<K>, _: f64) -> Series<K> {
    exp(x, x_dot, x.exp())
}

/// `y' = x' / x`
#[inline]
#[must_use]
pub fn ln<const K: usize>(x: f64, x_dot: Series<K>, _: f64) -> Series<K> {
    by_reciprocal(&x_dot, x, x_dot)
}

/// `y' = x' / (1 + x)`
#[inline]
#[must_use]
pub fn ln_1p<const K: usize>(x: f64, x_dot: Series<K>, _: f64) -> Series<K> {
    by_reciprocal(&x_dot, 1.0 + x, x_dot)
}

/// `ln x / ln b`
#[inline]
#[must_use]
pub fn log<const K: usize>(x: f64, b: f64, x_dot: Series<K>, b_dot: Series<K>, y: f64) -> Series<K> {
    if b == 0.0 && !b_dot.is_zero() {
        // The result is 0, and has no partial along the base.
        return Series::ZERO.each(|_| f64::NAN);
    }
    let [dividend, divisor] = [(x, x_dot), (b, b_dot)].map(|(of, dot)| ln(of, dot, of.ln()));
    div(x.ln(), b.ln(), dividend, divisor, y)
}

/// `log₂ e ln x`
#[inline]
#[must_use]
pub fn log2<const K: usize>(x: f64, x_dot: Series<K>, y: f64) -> Series<K> {
    ln(x, x_dot, y) * LOG2_E
}

/// `log₁₀ e ln x`
#[inline]
#[must_use]
pub fn log10<const K: usize>(x: f64, x_dot: Series<K>, y: f64) -> Series<K> {
    ln(x, x_dot, y) * LOG10_E
}

/// `y' = c x'` with `c' = -y x'`
#[inline]
#[must_use]
pub fn sin<const K: usize>(x: f64, x_dot: Series<K>, y: f64) -> Series<K> {
    first_of_two(&x_dot, [y, x.cos()], [1.0, -1.0])
}

/// `y' = -s x'` with `s' = y x'`
#[inline]
#[must_use]
pub fn cos<const K: usize>(x: f64, x_dot: Series<K>, y: f64) -> Series<K> {
    first_of_two(&x_dot, [y, x.sin()], [-1.0, 1.0])
}

/// `y' = c x'` with `c' = y x'`
#[inline]
#[must_use]
pub fn sinh<const K: usize>(x: f64, x_dot: Series<K>, y: f64) -> Series<K> {
    first_of_two(&x_dot, [y, x.cosh()], [1.0, 1.0])
}

/// `y' = s x'` with `s' = y x'`
#[inline]
#[must_use]
pub fn cosh<const K: usize>(x: f64, x_dot: Series<K>, y: f64) -> Series<K> {
    first_of_two(&x_dot, [y, x.sinh()], [1.0, 1.0])
}

/// `y' = (1 + y²) x'`
#[inline]
#[must_use]
pub fn tan<const K: usize>(_: f64, x_dot: Series<K>, y: f64) -> Series<K> {
    integral(&x_dot, |j, y_dot| if j == 0 { 1.0 + y * y } else { square(y, y_dot, j) })
}

/// `y' = (1 - y²) x'`, where the first partial is that of the rule, which keeps its digits.
#[inline]
#[must_use]
pub fn tanh<const K: usize>(x: f64, x_dot: Series<K>, y: f64) -> Series<K> {
    let t = 1.0 + y.abs();
    let partial = if t < 1.95 { 1.0 - y * y } else { t * t * (-2.0 * x.abs()).exp() };
    integral(&x_dot, |j, y_dot| if j == 0 { partial } else { -square(y, y_dot, j) })
}

/// `y' = x' / √((1 - x) (1 + x))`
#[inline]
#[must_use]
pub fn asin<const K: usize>(x: f64, x_dot: Series<K>, _: f64) -> Series<K> {
    let (of, dot) = one_minus_square(x, x_dot);
    by_reciprocal(&x_dot, of.sqrt(), sqrt(of, dot, of.sqrt()))
}

/// `-asin' x`
#[inline]
#[must_use]
pub fn acos<const K: usize>(x: f64, x_dot: Series<K>, y: f64) -> Series<K> {
    -asin(x, x_dot, y)
}

/// `y' = x' / (1 + x²)`
#[inline]
#[must_use]
pub fn atan<const K: usize>(x: f64, x_dot: Series<K>, _: f64) -> Series<K> {
    by_reciprocal(&x_dot, 1.0 + x * x, mul(x, x, x_dot, x_dot, x * x))
}

/// `w' = (x y' - y x') / (x² + y²)`. Both sides are scaled by the squared length `h²`, so that they
/// neither overflow nor vanish before the derivative does.
#[inline]
#[must_use]
pub fn atan2<const K: usize>(y: f64, x: f64, y_dot: Series<K>, x_dot: Series<K>, _: f64) -> Series<K> {
    let h = x.hypot(y);
    let mut w = Series::ZERO;
    if h == 0.0 {
        return w;
    }
    let [(a, a_dot), (b, b_dot)] = [(y / h, y_dot / h), (x / h, x_dot / h)];
    for j in 1..=K {
        let first = number(j) * (b / h * y_dot[j] - a / h * x_dot[j]);
        let mixed: f64 = (1..j).map(|i| number(i) * (b_dot[j - i] * a_dot[i] - a_dot[j - i] * b_dot[i])).sum();
        let known = sum(1..j, |i| (number(i) * w[i], square(a, &a_dot, j - i) + square(b, &b_dot, j - i)));
        w[j] = (first + mixed - known) / number(j);
    }
    w
}

/// `y' = x' / √(x² + 1)`
#[inline]
#[must_use]
pub fn asinh<const K: usize>(x: f64, x_dot: Series<K>, _: f64) -> Series<K> {
    let root = x.hypot(1.0);
    by_reciprocal(&x_dot, root, hypot(x, 1.0, x_dot, Series::ZERO, root))
}

/// `y' = x' / (√(x - 1) √(x + 1))`
#[inline]
#[must_use]
pub fn acosh<const K: usize>(x: f64, x_dot: Series<K>, _: f64) -> Series<K> {
    let [(a, a_dot), (b, b_dot)] = [x - 1.0, x + 1.0].map(|of| (of.sqrt(), sqrt(of, x_dot, of.sqrt())));
    by_reciprocal(&x_dot, a * b, mul(a, b, a_dot, b_dot, a * b))
}

/// `y' = x' / ((1 - x) (1 + x))`
#[inline]
#[must_use]
pub fn atanh<const K: usize>(x: f64, x_dot: Series<K>, _: f64) -> Series<K> {
    let (of, dot) = one_minus_square(x, x_dot);
    by_reciprocal(&x_dot, of, dot)
}

/// The `y` with `y' = x' / d`.
#[inline]
fn by_reciprocal<const K: usize>(x_dot: &Series<K>, d: f64, d_dot: Series<K>) -> Series<K> {
    let p = 1.0 / d;
    let p_dot = recip(d, d_dot, p);
    integral(x_dot, |j, _| of(p, &p_dot, j))
}

/// The coefficient of an order of a square.
#[inline]
fn square<const K: usize>(y: f64, y_dot: &Series<K>, j: usize) -> f64 {
    (0..=j).map(|i| of(y, y_dot, i) * of(y, y_dot, j - i)).sum()
}

/// `(1 - x) (1 + x)`
#[inline]
fn one_minus_square<const K: usize>(x: f64, x_dot: Series<K>) -> (f64, Series<K>) {
    ((1.0 - x) * (1.0 + x), -mul(x, x, x_dot, x_dot, x * x))
}

/// The first of two functions of which each is the partial of the other, with a sign.
#[inline]
fn first_of_two<const K: usize>(x_dot: &Series<K>, [y, z]: [f64; 2], signs: [f64; 2]) -> Series<K> {
    let (mut y_dot, mut z_dot) = (Series::ZERO, Series::ZERO);
    for j in 1..=K {
        let next = |value: f64, of_other: &Series<K>| {
            sum(1..=j, |i| (number(i) * x_dot[i], of(value, of_other, j - i))) / number(j)
        };
        let [of_y, of_z] = [next(z, &z_dot), next(y, &y_dot)];
        y_dot[j] = signs[0] * of_y;
        z_dot[j] = signs[1] * of_z;
    }
    y_dot
}
