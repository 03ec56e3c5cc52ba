//! Derivatives along several directions at once.
//!
//! A derivative is linear in its tangents, so that a sweep can carry `N` of them as well as one:
//! the primal runs once, and each product and sum of tangents is `N` of them, side by side, which
//! the processor does several at a time.

use crate::differentiable::{Differentiable, Mismatch};
use crate::product::{if_used, zero_wins};
use crate::rows::Rows;
#[cfg(feature = "alloc")]
use alloc::vec::Vec;
use core::array;
use core::ops::{Add, AddAssign, Deref, DerefMut, Div, Mul, Neg, Sub, SubAssign};

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

/// What has lanes, of which one can be taken alone.
pub trait Laned {
    /// What it is along one direction.
    type One;

    /// One lane of it.
    fn lane(&self, lane: usize) -> Self::One;
}

impl<const N: usize> Laned for Lanes<N> {
    type One = f64;

    #[inline]
    fn lane(&self, lane: usize) -> f64 {
        self.0[lane]
    }
}

/// A zero along all directions, beside what has lanes.
impl Laned for f64 {
    type One = f64;

    #[inline]
    fn lane(&self, _: usize) -> f64 {
        *self
    }
}

impl<T: Laned, const M: usize> Laned for [T; M] {
    type One = [T::One; M];

    #[inline]
    fn lane(&self, lane: usize) -> Self::One {
        array::from_fn(|i| self[i].lane(lane))
    }
}

#[cfg(feature = "alloc")]
impl<T: Laned> Laned for [T] {
    type One = Vec<T::One>;

    #[inline]
    fn lane(&self, lane: usize) -> Self::One {
        self.iter().map(|value| value.lane(lane)).collect()
    }
}

#[cfg(feature = "alloc")]
impl<T: Laned> Laned for Vec<T> {
    type One = Vec<T::One>;

    #[inline]
    fn lane(&self, lane: usize) -> Self::One {
        self[..].lane(lane)
    }
}

macro_rules! tuples {
    ($(($($entry:ident $i:tt),*))*) => {$(
        impl<$($entry: Laned),*> Laned for ($($entry,)*) {
            type One = ($($entry::One,)*);

            #[inline]
            #[allow(unused_variables, clippy::unused_unit, reason = "`()` has no entries")]
            fn lane(&self, lane: usize) -> Self::One {
                ($(self.$i.lane(lane),)*)
            }
        }
    )*};
}

tuples! {
    ()
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
}

/// One lane of it, for a callee that takes no lanes.
#[inline]
pub fn lane_of<T: Laned + ?Sized>(of: &T, lane: usize) -> T::One {
    of.lane(lane)
}

/// Runs a callee that takes no lanes for each of them: the value that it gives, and its
/// derivatives with a lane for each.
///
/// ```
/// use autodiff_core::lanes::{Lanes, each_lane};
///
/// let square_jvp = |x: f64, x_dot: f64| (x * x, [2.0 * x * x_dot]);
/// let x_dot = Lanes([1.0, 10.0]);
/// assert_eq!(each_lane::<2, _, _>(|lane| square_jvp(3.0, x_dot[lane])), (9.0, [Lanes([6.0, 60.0])]));
/// ```
#[inline]
pub fn each_lane<const N: usize, V, D: Rows>(mut run: impl FnMut(usize) -> (V, D)) -> (V, D::Of<Lanes<N>>) {
    const { assert!(N > 0, "there is at least one direction") };
    let mut value = None;
    let all: [D; N] = array::from_fn(|lane| {
        let (of_lane, derivative) = run(lane);
        value.get_or_insert(of_lane);
        derivative
    });
    (value.expect("there is at least one direction"), gathered(&all))
}

/// So many leaves are gathered at a time.
const BLOCK: usize = 8;

/// The derivatives with a lane for each.
#[inline]
fn gathered<const N: usize, D: Rows>(all: &[D; N]) -> D::Of<Lanes<N>> {
    #[cfg(feature = "alloc")]
    if all[0].leaves() > BLOCK {
        let rows: Vec<Vec<f64>> = all.iter().map(D::flatten).collect();
        let mut leaf = 0;
        return all[0].rows(&mut || {
            let lanes = Lanes(array::from_fn(|lane| rows[lane][leaf]));
            leaf += 1;
            lanes
        });
    }
    let (mut block, mut leaf) = ([Lanes::ZERO; BLOCK], 0);
    all[0].rows(&mut || {
        let at = leaf % BLOCK;
        if at == 0 {
            block = leaves_from(all, leaf);
        }
        leaf += 1;
        block[at]
    })
}

/// The leaves from this one on.
#[inline]
fn leaves_from<const N: usize, D: Rows>(all: &[D; N], first: usize) -> [Lanes<N>; BLOCK] {
    let mut block = [Lanes::ZERO; BLOCK];
    for (lane, derivative) in all.iter().enumerate() {
        let mut leaf = 0_usize;
        derivative.visit(&mut |value| {
            if let Some(lanes) = block.get_mut(leaf.wrapping_sub(first)) {
                lanes.0[lane] = value;
            }
            leaf += 1;
        });
    }
    block
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
    fn a_callee_runs_for_each_lane() {
        let dot = (Lanes([1.0, 2.0]), [Lanes([3.0, 4.0]); 2]);
        let run = |lane| {
            let (a, b) = lane_of(&dot, lane);
            (7, core::array::from_fn::<f64, 19, _>(|i| a + b[0] * i as f64))
        };
        let (value, lanes) = each_lane::<2, _, _>(run);
        assert_eq!((value, lanes[0], lanes[18]), (7, Lanes([1.0, 2.0]), Lanes([55.0, 74.0])));
        let (_, pair) = each_lane::<2, _, _>(|lane| ((), (lane_of(&dot.0, lane), lane_of(&dot.1[1], lane))));
        assert_eq!(pair, (Lanes([1.0, 2.0]), Lanes([3.0, 4.0])));
    }

    #[test]
    fn a_direction_that_is_none_of_them_is_zero() {
        assert_eq!(Lanes::unit(1), Lanes([0.0, 1.0]));
        assert_eq!(Lanes::<2>::unit(2), Lanes::ZERO);
    }
}
