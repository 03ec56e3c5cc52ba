//! Roots, powers and the Euclidean norm.

use super::elementary::{exp, ln};
use super::{float, mul, of, over, sum};
use crate::scalar::Real;
use crate::series::{Series, number};

/// `y² = x`
#[inline]
#[must_use]
pub fn sqrt<const K: usize, T: Real>(_: T, x_dot: Series<K, T>, y: T) -> Series<K, T> {
    let mut y_dot = Series::ZERO;
    for j in 1..=K {
        y_dot[j] = over(x_dot[j] - sum(1..j, |i| (y_dot[i], y_dot[j - i])), float::<T>(2.0) * y);
    }
    y_dot
}

/// `3 y² y' = x'`
#[inline]
#[must_use]
pub fn cbrt<const K: usize, T: Real>(_: T, x_dot: Series<K, T>, y: T) -> Series<K, T> {
    let mut y_dot = Series::<K, T>::ZERO;
    let square = |y_dot: &Series<K, T>, j: usize| sum(0..=j, |i| (of(y, y_dot, i), of(y, y_dot, j - i)));
    for j in 1..=K {
        let known = sum(1..j, |i| (number::<T>(i) * y_dot[i], square(&y_dot, j - i)));
        y_dot[j] = over(number::<T>(j) * x_dot[j] / float::<T>(3.0) - known, number::<T>(j) * y * y);
    }
    y_dot
}

/// `x y' = n y x'`, or products, where there are so many.
#[inline]
#[must_use]
pub fn powi<const K: usize, T: Real>(x: T, n: i32, x_dot: Series<K, T>, y: T) -> Series<K, T> {
    if has_recurrence(x, y) {
        return match u32::try_from(n) {
            Ok(n) => whole(x, n, x_dot),
            Err(_) => power(x, float::<T>(f64::from(n)), &x_dot, y),
        };
    }
    composed(float::<T>(f64::from(n)), &x_dot, |order| {
        x.powi(n.saturating_sub(i32::try_from(order).unwrap_or(i32::MAX)))
    })
}

/// `x y' = n y x'`, or products, where there are so many; or, where the exponent moves, `y' = y (n ln x)'`. At a base that is not positive the
/// power is constant in its exponent, by the convention of its rule.
#[inline]
#[must_use]
pub fn powf<const K: usize, T: Real>(x: T, n: T, x_dot: Series<K, T>, n_dot: Series<K, T>, y: T) -> Series<K, T> {
    if x > float::<T>(0.0) && !n_dot.is_zero() {
        let of_base = ln(x, x_dot, x.ln());
        return exp(n * x.ln(), mul(n, x.ln(), n_dot, of_base, n * x.ln()), y);
    }
    if has_recurrence(x, y) {
        return match count(n) {
            Some(n) => whole(x, n, x_dot),
            None => power(x, n, &x_dot, y),
        };
    }
    composed(n, &x_dot, |order| x.powf(n - number::<T>(order)))
}

/// `h² = a² + b²`. At the origin, where all directions are alike, all coefficients are 0.
#[inline]
#[must_use]
pub fn hypot<const K: usize, T: Real>(a: T, b: T, a_dot: Series<K, T>, b_dot: Series<K, T>, h: T) -> Series<K, T> {
    let mut h_dot = Series::ZERO;
    if h == float::<T>(0.0) {
        return h_dot;
    }
    // Of one side alone it is the magnitude, which has no pole beside the origin to go round.
    for ((one, one_dot), (other, other_dot)) in [((a, a_dot), (b, b_dot)), ((b, b_dot), (a, a_dot))] {
        if other == float::<T>(0.0) && other_dot.is_zero() {
            return one_dot * one.signum();
        }
    }
    for j in 1..=K {
        // Scaled by the value, so that squares neither overflow nor vanish before the coefficient does.
        let products = |of: &Series<K, T>| (1..j).map(|i| of[i] / h * of[j - i]).sum::<T>();
        let known = products(&a_dot) + products(&b_dot) - products(&h_dot);
        h_dot[j] = a / h * a_dot[j] + b / h * b_dot[j] + known / float::<T>(2.0);
    }
    h_dot
}

/// The exponent as a number of factors, if it is one.
#[inline]
fn count<T: Real>(n: T) -> Option<u32> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is asked whether that is the same")]
    let count = n.widened() as u32;
    (f64::from(count) == n.widened()).then_some(count)
}

/// A product of so many factors, by squaring.
///
/// Such a power has no pole at zero. The recurrence divides by the base for each order all the same, so
/// that near a zero of the base its rounding grows by the reciprocal of the base from order to order.
#[inline]
fn whole<const K: usize, T: Real>(x: T, n: u32, x_dot: Series<K, T>) -> Series<K, T> {
    let times = |(a, a_dot), (b, b_dot)| (a * b, mul(a, b, a_dot, b_dot, a * b));
    let (mut power, mut square, mut left) = ((float::<T>(1.0), Series::ZERO), (x, x_dot), n);
    while left > 0 {
        if left % 2 == 1 {
            power = if power.0 == float::<T>(1.0) && power.1.is_zero() { square } else { times(power, square) };
        }
        left /= 2;
        if left > 0 {
            square = times(square, square);
        }
    }
    power.1
}

/// Whether the recurrence of a power, which divides by the base and goes on from the value, has digits
/// to go on from.
#[inline]
fn has_recurrence<T: Real>(x: T, y: T) -> bool {
    let least = if T::ROUNDING > f64::EPSILON { f64::from(f32::MIN_POSITIVE) } else { f64::MIN_POSITIVE };
    [x, y].into_iter().all(|of| of.is_finite() && of.widened().abs() >= least)
}

#[inline]
fn power<const K: usize, T: Real>(x: T, n: T, x_dot: &Series<K, T>, y: T) -> Series<K, T> {
    let mut y_dot = Series::ZERO;
    for j in 1..=K {
        let weight = |i: usize| n * number::<T>(i) - number::<T>(j - i);
        y_dot[j] = sum(1..=j, |i| (weight(i) * x_dot[i], of(y, &y_dot, j - i))) / (number::<T>(j) * x);
    }
    y_dot
}

/// The series of a power, put into its own: the coefficient of order `j` is `n (n - 1) .. (n - j + 1) / j!`
/// times the base to the power of `n - j`.
#[inline]
fn composed<const K: usize, T: Real>(n: T, x_dot: &Series<K, T>, base: impl Fn(usize) -> T) -> Series<K, T> {
    let (mut y_dot, mut moved, mut binomial) = (Series::ZERO, *x_dot, float::<T>(1.0));
    for j in 1..=K {
        binomial *= (n - number::<T>(j - 1)) / number::<T>(j);
        if binomial == float::<T>(0.0) {
            break;
        }
        y_dot += (moved * binomial).zero_wins(base(j));
        // What does not move is no part of these products.
        moved = mul(float::<T>(0.0), float::<T>(0.0), moved, *x_dot, float::<T>(0.0));
    }
    y_dot
}
