//! Exponentials and logarithms, circular and hyperbolic functions, and their inverses.

use super::power::{hypot, sqrt};
use super::{div, float, integral, mul, of, recip, sum};
use crate::rules::constant::f64::{LN_2, LOG2_E, LOG10_E};
use crate::scalar::Real;
use crate::series::{Series, number};

/// `y' = y x'`
#[inline]
#[must_use]
pub fn exp<const K: usize, T: Real>(_: T, x_dot: Series<K, T>, y: T) -> Series<K, T> {
    integral(&x_dot, |j, y_dot| of(y, y_dot, j))
}

/// `y' = ln 2 y x'`
#[inline]
#[must_use]
pub fn exp2<const K: usize, T: Real>(_: T, x_dot: Series<K, T>, y: T) -> Series<K, T> {
    integral(&x_dot, |j, y_dot| of(y, y_dot, j) * float::<T>(LN_2))
}

/// `y' = e^x x'`, and `e^x` moves as `y` does.
#[inline]
#[must_use]
pub fn exp_m1<const K: usize, T: Real>(x: T, x_dot: Series<K, T>, _: T) -> Series<K, T> {
    exp(x, x_dot, x.exp())
}

/// `y' = x' / x`
#[inline]
#[must_use]
pub fn ln<const K: usize, T: Real>(x: T, x_dot: Series<K, T>, _: T) -> Series<K, T> {
    by_reciprocal(&x_dot, x, x_dot)
}

/// `y' = x' / (1 + x)`
#[inline]
#[must_use]
pub fn ln_1p<const K: usize, T: Real>(x: T, x_dot: Series<K, T>, _: T) -> Series<K, T> {
    by_reciprocal(&x_dot, float::<T>(1.0) + x, x_dot)
}

/// `ln x / ln b`
#[inline]
#[must_use]
pub fn log<const K: usize, T: Real>(x: T, b: T, x_dot: Series<K, T>, b_dot: Series<K, T>, y: T) -> Series<K, T> {
    if b == float::<T>(0.0) && !b_dot.is_zero() {
        // The result is 0, and has no partial along the base.
        return Series::ZERO.each(|_| float::<T>(f64::NAN));
    }
    let [dividend, divisor] = [(x, x_dot), (b, b_dot)].map(|(of, dot)| ln(of, dot, of.ln()));
    div(x.ln(), b.ln(), dividend, divisor, y)
}

/// `log₂ e ln x`
#[inline]
#[must_use]
pub fn log2<const K: usize, T: Real>(x: T, x_dot: Series<K, T>, y: T) -> Series<K, T> {
    ln(x, x_dot, y) * float::<T>(LOG2_E)
}

/// `log₁₀ e ln x`
#[inline]
#[must_use]
pub fn log10<const K: usize, T: Real>(x: T, x_dot: Series<K, T>, y: T) -> Series<K, T> {
    ln(x, x_dot, y) * float::<T>(LOG10_E)
}

/// `y' = c x'` with `c' = -y x'`
#[inline]
#[must_use]
pub fn sin<const K: usize, T: Real>(x: T, x_dot: Series<K, T>, y: T) -> Series<K, T> {
    first_of_two(&x_dot, [y, x.cos()], [float::<T>(1.0), -float::<T>(1.0)])
}

/// `y' = -s x'` with `s' = y x'`
#[inline]
#[must_use]
pub fn cos<const K: usize, T: Real>(x: T, x_dot: Series<K, T>, y: T) -> Series<K, T> {
    first_of_two(&x_dot, [y, x.sin()], [-float::<T>(1.0), float::<T>(1.0)])
}

/// `y' = c x'` with `c' = y x'`
#[inline]
#[must_use]
pub fn sinh<const K: usize, T: Real>(x: T, x_dot: Series<K, T>, y: T) -> Series<K, T> {
    first_of_two(&x_dot, [y, x.cosh()], [float::<T>(1.0), float::<T>(1.0)])
}

/// `y' = s x'` with `s' = y x'`
#[inline]
#[must_use]
pub fn cosh<const K: usize, T: Real>(x: T, x_dot: Series<K, T>, y: T) -> Series<K, T> {
    first_of_two(&x_dot, [y, x.sinh()], [float::<T>(1.0), float::<T>(1.0)])
}

/// `y' = (1 + y²) x'`
#[inline]
#[must_use]
pub fn tan<const K: usize, T: Real>(_: T, x_dot: Series<K, T>, y: T) -> Series<K, T> {
    integral(&x_dot, |j, y_dot| if j == 0 { float::<T>(1.0) + y * y } else { square(y, y_dot, j) })
}

/// `y' = (1 - y²) x'`, where the first partial is that of the rule, which keeps its digits.
#[inline]
#[must_use]
pub fn tanh<const K: usize, T: Real>(x: T, x_dot: Series<K, T>, y: T) -> Series<K, T> {
    let t = float::<T>(1.0) + y.abs();
    let partial =
        if t < float::<T>(1.95) { float::<T>(1.0) - y * y } else { t * t * (-float::<T>(2.0) * x.abs()).exp() };
    integral(&x_dot, |j, y_dot| if j == 0 { partial } else { -square(y, y_dot, j) })
}

/// `y' = x' / √((1 - x) (1 + x))`
#[inline]
#[must_use]
pub fn asin<const K: usize, T: Real>(x: T, x_dot: Series<K, T>, _: T) -> Series<K, T> {
    let (of, dot) = one_minus_square(x, x_dot);
    by_reciprocal(&x_dot, of.sqrt(), sqrt(of, dot, of.sqrt()))
}

/// `-asin' x`
#[inline]
#[must_use]
pub fn acos<const K: usize, T: Real>(x: T, x_dot: Series<K, T>, y: T) -> Series<K, T> {
    -asin(x, x_dot, y)
}

/// `y' = x' / (1 + x²)`
#[inline]
#[must_use]
pub fn atan<const K: usize, T: Real>(x: T, x_dot: Series<K, T>, _: T) -> Series<K, T> {
    by_reciprocal(&x_dot, float::<T>(1.0) + x * x, mul(x, x, x_dot, x_dot, x * x))
}

/// `w' = (x y' - y x') / (x² + y²)`. Both sides are scaled by the squared length `h²`, so that they
/// neither overflow nor vanish before the derivative does.
#[inline]
#[must_use]
pub fn atan2<const K: usize, T: Real>(y: T, x: T, y_dot: Series<K, T>, x_dot: Series<K, T>, _: T) -> Series<K, T> {
    let h = x.hypot(y);
    let mut w = Series::ZERO;
    if h == float::<T>(0.0) {
        return w;
    }
    let [(a, a_dot), (b, b_dot)] = [(y / h, y_dot / h), (x / h, x_dot / h)];
    for j in 1..=K {
        let first = number::<T>(j) * (b / h * y_dot[j] - a / h * x_dot[j]);
        let mixed: T = (1..j).map(|i| number::<T>(i) * (b_dot[j - i] * a_dot[i] - a_dot[j - i] * b_dot[i])).sum();
        let known = sum(1..j, |i| (number::<T>(i) * w[i], square(a, &a_dot, j - i) + square(b, &b_dot, j - i)));
        w[j] = (first + mixed - known) / number::<T>(j);
    }
    w
}

/// `y' = x' / √(x² + 1)`
#[inline]
#[must_use]
pub fn asinh<const K: usize, T: Real>(x: T, x_dot: Series<K, T>, _: T) -> Series<K, T> {
    let root = x.hypot(float::<T>(1.0));
    by_reciprocal(&x_dot, root, hypot(x, float::<T>(1.0), x_dot, Series::ZERO, root))
}

/// `y' = x' / (√(x - 1) √(x + 1))`
#[inline]
#[must_use]
pub fn acosh<const K: usize, T: Real>(x: T, x_dot: Series<K, T>, _: T) -> Series<K, T> {
    let [(a, a_dot), (b, b_dot)] =
        [x - float::<T>(1.0), x + float::<T>(1.0)].map(|of| (of.sqrt(), sqrt(of, x_dot, of.sqrt())));
    by_reciprocal(&x_dot, a * b, mul(a, b, a_dot, b_dot, a * b))
}

/// `y' = x' / ((1 - x) (1 + x))`
#[inline]
#[must_use]
pub fn atanh<const K: usize, T: Real>(x: T, x_dot: Series<K, T>, _: T) -> Series<K, T> {
    let (of, dot) = one_minus_square(x, x_dot);
    by_reciprocal(&x_dot, of, dot)
}

/// The `y` with `y' = x' / d`.
#[inline]
fn by_reciprocal<const K: usize, T: Real>(x_dot: &Series<K, T>, d: T, d_dot: Series<K, T>) -> Series<K, T> {
    let p = float::<T>(1.0) / d;
    let p_dot = recip(d, d_dot, p);
    integral(x_dot, |j, _| of(p, &p_dot, j))
}

/// The coefficient of an order of a square.
#[inline]
fn square<const K: usize, T: Real>(y: T, y_dot: &Series<K, T>, j: usize) -> T {
    (0..=j).map(|i| of(y, y_dot, i) * of(y, y_dot, j - i)).sum()
}

/// `(1 - x) (1 + x)`
#[inline]
fn one_minus_square<const K: usize, T: Real>(x: T, x_dot: Series<K, T>) -> (T, Series<K, T>) {
    ((float::<T>(1.0) - x) * (float::<T>(1.0) + x), -mul(x, x, x_dot, x_dot, x * x))
}

/// The first of two functions of which each is the partial of the other, with a sign.
#[inline]
fn first_of_two<const K: usize, T: Real>(x_dot: &Series<K, T>, [y, z]: [T; 2], signs: [T; 2]) -> Series<K, T> {
    let (mut y_dot, mut z_dot) = (Series::ZERO, Series::ZERO);
    for j in 1..=K {
        let next = |value: T, of_other: &Series<K, T>| {
            sum(1..=j, |i| (number::<T>(i) * x_dot[i], of(value, of_other, j - i))) / number::<T>(j)
        };
        let [of_y, of_z] = [next(z, &z_dot), next(y, &y_dot)];
        y_dot[j] = signs[0] * of_y;
        z_dot[j] = signs[1] * of_z;
    }
    y_dot
}
