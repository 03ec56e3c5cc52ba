//! Derivatives along several directions at once.
//!
//! A derivative is linear in its tangents, so that a sweep can carry `N` of them as well as one:
//! the primal runs once, and each product and sum of tangents is `N` of them, side by side, which
//! the processor does several at a time.

use crate::differentiable::{Differentiable, Mismatch};
use crate::product::{if_used, zero_wins};
use core::array;
use core::ops::{Add, AddAssign, Deref, DerefMut, Div, Mul, Neg, Sub, SubAssign};

mod each;

pub use each::{Laned, each_lane, lane_of};

/// One tangent, or one cotangent, for each of `N` directions.
///
/// It has the operations that a derivative needs, which are linear: sums of such, and products
/// with a number. Each lane is computed as it is alone.
///
/// ```
/// use autodiff_core::lanes::Lanes;
///
/// let dot = Lanes([1.0, 0.0]) * 3.0 + Lanes::unit(1);
/// assert_eq!(dot, Lanes([3.0, 1.0]));
/// assert_eq!(dot[0], 3.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lanes<const N: usize>(pub [f64; N]);

impl<const N: usize> Lanes<N> {
    /// Nothing, along all directions.
    pub const ZERO: Self = Lanes([0.0; N]);

    /// One along this direction and nothing along the others. If it is none of the `N`, it is zero.
    #[inline]
    #[must_use]
    pub fn unit(direction: usize) -> Self {
        Lanes(array::from_fn(|lane| if lane == direction { 1.0 } else { 0.0 }))
    }

    /// [`zero_wins`] in each lane.
    #[inline]
    #[must_use]
    pub fn zero_wins(self, partial: f64) -> Self {
        self.each(|lane| zero_wins(lane, partial))
    }

    /// [`if_used`] in each lane.
    #[inline]
    #[must_use]
    pub fn if_used(self, partial: f64) -> Self {
        self.each(|lane| if_used(lane, partial))
    }

    /// Whether all lanes are finite.
    #[inline]
    #[must_use]
    pub fn is_finite(self) -> bool {
        self.0.iter().all(|lane| lane.is_finite())
    }

    /// Whether a lane is NaN.
    #[inline]
    #[must_use]
    pub fn is_nan(self) -> bool {
        self.0.iter().any(|lane| lane.is_nan())
    }

    #[inline]
    fn each(self, f: impl Fn(f64) -> f64) -> Self {
        Lanes(array::from_fn(|lane| f(self.0[lane])))
    }

    #[inline]
    fn with(self, other: Self, f: impl Fn(f64, f64) -> f64) -> Self {
        Lanes(array::from_fn(|lane| f(self.0[lane], other.0[lane])))
    }
}

impl<const N: usize> Default for Lanes<N> {
    fn default() -> Self {
        Self::ZERO
    }
}

impl<const N: usize> From<[f64; N]> for Lanes<N> {
    fn from(lanes: [f64; N]) -> Self {
        Lanes(lanes)
    }
}

impl<const N: usize> From<Lanes<N>> for [f64; N] {
    fn from(lanes: Lanes<N>) -> Self {
        lanes.0
    }
}

impl<const N: usize> Deref for Lanes<N> {
    type Target = [f64; N];

    fn deref(&self) -> &[f64; N] {
        &self.0
    }
}

impl<const N: usize> DerefMut for Lanes<N> {
    fn deref_mut(&mut self) -> &mut [f64; N] {
        &mut self.0
    }
}

impl<const N: usize> Add for Lanes<N> {
    type Output = Self;

    #[inline]
    fn add(self, other: Self) -> Self {
        self.with(other, Add::add)
    }
}

impl<const N: usize> Sub for Lanes<N> {
    type Output = Self;

    #[inline]
    fn sub(self, other: Self) -> Self {
        self.with(other, Sub::sub)
    }
}

impl<const N: usize> AddAssign for Lanes<N> {
    #[inline]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl<const N: usize> SubAssign for Lanes<N> {
    #[inline]
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl<const N: usize> Neg for Lanes<N> {
    type Output = Self;

    #[inline]
    fn neg(self) -> Self {
        self.each(Neg::neg)
    }
}

impl<const N: usize> Mul<f64> for Lanes<N> {
    type Output = Self;

    #[inline]
    fn mul(self, factor: f64) -> Self {
        self.each(|lane| lane * factor)
    }
}

impl<const N: usize> Div<f64> for Lanes<N> {
    type Output = Self;

    #[inline]
    fn div(self, divisor: f64) -> Self {
        self.each(|lane| lane / divisor)
    }
}

/// Its leaves are the lanes, from the first to the last.
impl<const N: usize> Differentiable for Lanes<N> {
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
        *self = self.zero_wins(factor);
    }

    #[inline]
    fn inner_product(&self, other: &Self) -> f64 {
        self.0.inner_product(&other.0)
    }

    #[inline]
    fn leaves(&self) -> usize {
        N
    }

    #[inline]
    fn visit(&self, f: &mut impl FnMut(f64)) {
        self.0.visit(f);
    }

    #[inline]
    fn visit_mut(&mut self, f: &mut impl FnMut(&mut f64)) {
        self.0.visit_mut(f);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lane_is_what_it_is_alone() {
        let [a, b] = [[1.5, -2.0, 0.0], [0.25, 8.0, -1.0]].map(Lanes);
        for lane in 0..3 {
            assert_eq!((a + b)[lane], a[lane] + b[lane]);
            assert_eq!((a - b)[lane], a[lane] - b[lane]);
            assert_eq!((-a * 3.0 / 7.0)[lane], -a[lane] * 3.0 / 7.0);
        }
        assert_eq!(a.zero_wins(f64::INFINITY), Lanes([f64::INFINITY, f64::NEG_INFINITY, 0.0]));
        assert_eq!(b.zero_wins(0.0), Lanes::ZERO);
        assert!(a.if_used(f64::NAN)[0].is_nan() && a.if_used(f64::NAN)[2] == 0.0);
    }

    #[test]
    fn a_direction_that_is_none_of_them_is_zero() {
        assert_eq!(Lanes::unit(1), Lanes([0.0, 1.0]));
        assert_eq!(Lanes::<2>::unit(2), Lanes::ZERO);
    }
}
