//! Taylor coefficients along a curve, in the place of a tangent.
//!
//! Where the arguments of a function move along a curve, `x(t) = x + x₁ t + x₂ t² + ..`, its value does,
//! too. A [`Series`] holds the coefficients from the first on; the value itself stands beside it, as it
//! stands beside a tangent. [`rules`] has what each function makes of them.

use crate::differentiable::{Differentiable, Mismatch};
use crate::product::{if_used, zero_wins};
use core::array;
use core::ops::{Add, AddAssign, Div, Index, IndexMut, Mul, Neg, Sub, SubAssign};

pub mod rules;
#[cfg(all(test, any(feature = "std", feature = "libm")))]
mod tests;

/// The Taylor coefficients of the orders 1 to `K` of something that moves along a curve.
///
/// They are normalised: the coefficient of order `j` is the derivative of that order divided by `j!`.
/// A straight line has one alone, its [direction](Series::along).
///
/// ```
/// use autodiff_core::series::Series;
///
/// let mut curve = Series::<3>::along(2.0);
/// curve[3] = 0.5;
/// assert_eq!((curve[1], curve[2], curve.derivative(3)), (2.0, 0.0, 3.0));
/// assert_eq!(curve.at(1.0, 2.0), 1.0 + 2.0 * 2.0 + 0.5 * 8.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Series<const K: usize>([f64; K]);

impl<const K: usize> Series<K> {
    /// Of what does not move.
    pub const ZERO: Self = Series([0.0; K]);

    /// Of a straight line with this tangent.
    #[inline]
    #[must_use]
    pub fn along(direction: f64) -> Self {
        Series(array::from_fn(|at| if at == 0 { direction } else { 0.0 }))
    }

    /// The coefficients from the first on; that of order `j` stands at `j - 1`.
    #[inline]
    #[must_use]
    pub fn coefficients(&self) -> &[f64; K] {
        &self.0
    }

    /// The derivative of this order: the coefficient times `order!`.
    ///
    /// # Panics
    /// If the order is none of 1 to `K`.
    #[inline]
    #[must_use]
    pub fn derivative(&self, order: usize) -> f64 {
        (2..=order).fold(self[order], |product, factor| product * number(factor))
    }

    /// The polynomial at `t`, of something whose value at 0 is this.
    #[inline]
    #[must_use]
    pub fn at(&self, value: f64, t: f64) -> f64 {
        value + t * self.0.iter().rev().fold(0.0, |sum, coefficient| sum * t + coefficient)
    }

    /// [`zero_wins`] in each coefficient.
    #[inline]
    #[must_use]
    pub fn zero_wins(self, partial: f64) -> Self {
        self.each(|coefficient| zero_wins(coefficient, partial))
    }

    /// [`if_used`] in each coefficient.
    #[inline]
    #[must_use]
    pub fn if_used(self, partial: f64) -> Self {
        self.each(|coefficient| if_used(coefficient, partial))
    }

    /// Whether all coefficients are finite.
    #[inline]
    #[must_use]
    pub fn is_finite(self) -> bool {
        self.0.iter().all(|coefficient| coefficient.is_finite())
    }

    /// Whether a coefficient is NaN.
    #[inline]
    #[must_use]
    pub fn is_nan(self) -> bool {
        self.0.iter().any(|coefficient| coefficient.is_nan())
    }

    /// Whether it does not move.
    #[inline]
    #[cfg_attr(not(any(feature = "std", feature = "libm")), allow(dead_code, reason = "powers ask"))]
    fn is_zero(&self) -> bool {
        self.0.iter().all(|coefficient| *coefficient == 0.0)
    }

    #[inline]
    fn each(self, f: impl Fn(f64) -> f64) -> Self {
        Series(array::from_fn(|at| f(self.0[at])))
    }

    #[inline]
    fn with(self, other: Self, f: impl Fn(f64, f64) -> f64) -> Self {
        Series(array::from_fn(|at| f(self.0[at], other.0[at])))
    }
}

/// An order, or a factor of a factorial, as a float.
#[inline]
#[allow(clippy::cast_precision_loss, reason = "nobody has 2^53 coefficients")]
fn number(order: usize) -> f64 {
    order as f64
}

impl<const K: usize> Default for Series<K> {
    fn default() -> Self {
        Self::ZERO
    }
}

impl<const K: usize> From<[f64; K]> for Series<K> {
    fn from(coefficients: [f64; K]) -> Self {
        Series(coefficients)
    }
}

impl<const K: usize> From<Series<K>> for [f64; K] {
    fn from(series: Series<K>) -> Self {
        series.0
    }
}

/// The coefficient of an order.
impl<const K: usize> Index<usize> for Series<K> {
    type Output = f64;

    #[inline]
    fn index(&self, order: usize) -> &f64 {
        assert!(order > 0, "the coefficient of order 0 is the value, which stands beside the series");
        &self.0[order - 1]
    }
}

impl<const K: usize> IndexMut<usize> for Series<K> {
    #[inline]
    fn index_mut(&mut self, order: usize) -> &mut f64 {
        assert!(order > 0, "the coefficient of order 0 is the value, which stands beside the series");
        &mut self.0[order - 1]
    }
}

impl<const K: usize> Add for Series<K> {
    type Output = Self;

    #[inline]
    fn add(self, other: Self) -> Self {
        self.with(other, Add::add)
    }
}

impl<const K: usize> Sub for Series<K> {
    type Output = Self;

    #[inline]
    fn sub(self, other: Self) -> Self {
        self.with(other, Sub::sub)
    }
}

impl<const K: usize> AddAssign for Series<K> {
    #[inline]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl<const K: usize> SubAssign for Series<K> {
    #[inline]
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl<const K: usize> Neg for Series<K> {
    type Output = Self;

    #[inline]
    fn neg(self) -> Self {
        self.each(Neg::neg)
    }
}

impl<const K: usize> Mul<f64> for Series<K> {
    type Output = Self;

    #[inline]
    fn mul(self, factor: f64) -> Self {
        self.each(|coefficient| coefficient * factor)
    }
}

impl<const K: usize> Div<f64> for Series<K> {
    type Output = Self;

    #[inline]
    fn div(self, divisor: f64) -> Self {
        self.each(|coefficient| coefficient / divisor)
    }
}

/// A leaf for each coefficient.
impl<const K: usize> Differentiable for Series<K> {
    #[inline]
    fn zero_like(&self) -> Self {
        Self::ZERO
    }

    #[inline]
    fn set_zero(&mut self) {
        *self = Self::ZERO;
    }

    #[inline]
    fn accumulate(&mut self, more: &Self) {
        *self += *more;
    }

    #[inline]
    fn scale_by(&mut self, factor: f64) {
        *self = *self * factor;
    }

    #[inline]
    fn inner_product(&self, other: &Self) -> f64 {
        self.0.inner_product(&other.0)
    }

    #[inline]
    fn leaves(&self) -> usize {
        K
    }

    #[inline]
    fn visit(&self, each: &mut impl FnMut(f64)) {
        self.0.visit(each);
    }

    #[inline]
    fn visit_mut(&mut self, each: &mut impl FnMut(&mut f64)) {
        self.0.visit_mut(each);
    }

    #[inline]
    fn mismatch(&self, _: &Self) -> Option<Mismatch> {
        None
    }

    const HAS_PLACEHOLDER: bool = true;

    #[inline]
    fn placeholder() -> Option<Self> {
        Some(Self::ZERO)
    }
}
