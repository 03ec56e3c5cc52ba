//! Taylor coefficients along a curve, in the place of a tangent.
//!
//! Where the arguments of a function move along a curve, `x(t) = x + x₁ t + x₂ t² + ..`, its value does,
//! too. A [`Series`] holds the coefficients from the first on; the value itself stands beside it, as it
//! stands beside a tangent. [`rules`] has what each function makes of them.

use crate::generic::Scalar;
use crate::lanes::linear;
use crate::rows::Several;
use core::array;
use core::ops::{Index, IndexMut};

pub mod rules;
#[cfg(all(test, any(feature = "std", feature = "libm")))]
mod tests;

/// The Taylor coefficients of the orders 1 to `K` of something that moves along a curve.
///
/// They are normalised: the coefficient of order `j` is the derivative of that order divided by `j!`.
/// A straight line has one alone, its [direction](Series::along). `T` is the float that moves, `f64` or
/// `f32`.
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
pub struct Series<const K: usize, T = f64>([T; K]);

impl<const K: usize, T: Scalar> Series<K, T> {
    /// Of what does not move.
    pub const ZERO: Self = Series([T::ZERO_TANGENT; K]);

    /// Of a straight line with this tangent.
    #[inline]
    #[must_use]
    pub fn along(direction: T) -> Self {
        Series(array::from_fn(|at| if at == 0 { direction } else { T::ZERO_TANGENT }))
    }

    /// The coefficients from the first on; that of order `j` stands at `j - 1`.
    #[inline]
    #[must_use]
    pub fn coefficients(&self) -> &[T; K] {
        &self.0
    }

    /// The derivative of this order: the coefficient times `order!`.
    ///
    /// # Panics
    /// If the order is none of 1 to `K`.
    #[inline]
    #[must_use]
    pub fn derivative(&self, order: usize) -> T {
        (2..=order).fold(self[order], |product, factor| product * number(factor))
    }

    /// The polynomial at `t`, of something whose value at 0 is this.
    #[inline]
    #[must_use]
    pub fn at(&self, value: T, t: T) -> T {
        value + t * self.0.iter().rev().fold(T::ZERO_TANGENT, |sum, coefficient| sum * t + *coefficient)
    }

    /// Whether it does not move.
    #[inline]
    #[cfg_attr(not(any(feature = "std", feature = "libm")), allow(dead_code, reason = "powers ask"))]
    fn is_zero(&self) -> bool {
        self.0.iter().all(|coefficient| *coefficient == T::ZERO_TANGENT)
    }
}

linear!(Series);

/// [`Series`] of each type of float.
#[derive(Debug)]
pub struct SeriesOf<const K: usize>;

impl<const K: usize> Several for SeriesOf<K> {
    type Of<T: Scalar> = Series<K, T>;

    #[inline]
    fn cast<T: Scalar>(of: Series<K>) -> Series<K, T> {
        of.cast()
    }
}

/// An order, or a factor of a factorial, as a float.
#[inline]
#[allow(clippy::cast_precision_loss, reason = "nobody has 2^53 coefficients")]
fn number<T: Scalar>(order: usize) -> T {
    T::literal(order as f64)
}

/// The coefficient of an order.
impl<const K: usize, T> Index<usize> for Series<K, T> {
    type Output = T;

    #[inline]
    fn index(&self, order: usize) -> &T {
        assert!(order > 0, "the coefficient of order 0 is the value, which stands beside the series");
        &self.0[order - 1]
    }
}

impl<const K: usize, T> IndexMut<usize> for Series<K, T> {
    #[inline]
    fn index_mut(&mut self, order: usize) -> &mut T {
        assert!(order > 0, "the coefficient of order 0 is the value, which stands beside the series");
        &mut self.0[order - 1]
    }
}
