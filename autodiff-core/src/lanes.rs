//! Derivatives along several directions at once.
//!
//! A derivative is linear in its tangents, so that a sweep can carry `N` of them as well as one:
//! the primal runs once, and each product and sum of tangents is `N` of them, side by side, which
//! the processor does several at a time.

use crate::generic::Scalar;
use crate::rows::Several;
use core::array;
use core::ops::{Deref, DerefMut};

mod changed;
mod each;
mod linear;

pub(crate) use linear::linear;

pub use changed::{Copied, Joined, Rejoined, changed_lanes, copied_lanes};
pub use each::{Laned, each_lane, lane_of};

/// One tangent, or one cotangent, for each of `N` directions.
///
/// It has the operations that a derivative needs, which are linear: sums of such, and products
/// with a number. Each lane is computed as it is alone. `T` is the float in the place of which it
/// stands, `f64` or `f32`.
///
/// ```
/// use autodiff_core::lanes::Lanes;
///
/// let dot = Lanes([1.0, 0.0]) * 3.0 + Lanes::unit(1);
/// assert_eq!(dot, Lanes([3.0, 1.0]));
/// assert_eq!(dot[0], 3.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lanes<const N: usize, T = f64>(pub [T; N]);

impl<const N: usize, T: Scalar> Lanes<N, T> {
    /// Nothing, along all directions.
    pub const ZERO: Self = Lanes([T::ZERO_TANGENT; N]);

    /// One along this direction and nothing along the others. If it is none of the `N`, it is zero.
    #[inline]
    #[must_use]
    pub fn unit(direction: usize) -> Self {
        Lanes(array::from_fn(|lane| if lane == direction { T::literal(1.0) } else { T::ZERO_TANGENT }))
    }
}

linear!(Lanes);

/// [`Lanes`] of each type of float.
#[derive(Debug)]
pub struct LanesOf<const N: usize>;

impl<const N: usize> Several for LanesOf<N> {
    type Of<T: Scalar> = Lanes<N, T>;

    #[inline]
    fn cast<T: Scalar>(of: Lanes<N>) -> Lanes<N, T> {
        of.cast()
    }
}

impl<const N: usize, T> Deref for Lanes<N, T> {
    type Target = [T; N];

    fn deref(&self) -> &[T; N] {
        &self.0
    }
}

impl<const N: usize, T> DerefMut for Lanes<N, T> {
    fn deref_mut(&mut self) -> &mut [T; N] {
        &mut self.0
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
