//! What a value depends on, as a set that is carried along in the place of its tangent.

use crate::differentiable::{Differentiable, Mismatch};
use crate::generic::Scalar;
use crate::rows::Several;
use core::array;
use core::marker::PhantomData;
use core::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A set of `64 · N` marks, in the place of a tangent of the type `T`: the union of the sets of everything that a
/// value depends on.
///
/// It has the operations of a tangent ([`Lanes`](crate::lanes::Lanes)), and none of them looks at a
/// number: a sum and a difference are unions, and a product with a number is the set itself,
/// whatever the number is. So a partial that happens to be zero counts.
///
/// ```
/// use autodiff_core::sparse::Marks;
///
/// let set = Marks::<1>::only(3) * 0.0 - Marks::only(63);
/// assert!(set.iter().eq([3, 63]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks<const N: usize, T = f64>([u64; N], PhantomData<T>);

impl<const N: usize, T: Scalar> Marks<N, T> {
    /// The empty set.
    pub const ZERO: Self = Marks([0; N], PhantomData);

    /// So many marks there are.
    pub const ALL: usize = 64 * N;

    /// One mark alone; the empty set, if there is no such mark.
    #[inline]
    #[must_use]
    pub fn only(mark: usize) -> Self {
        let mut set = Self::ZERO;
        if let Some(word) = set.0.get_mut(mark / 64) {
            *word = 1 << (mark % 64);
        }
        set
    }

    /// The marks in it, from the first to the last.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(at, word)| {
            let mut left = word;
            core::iter::from_fn(move || {
                let bit = left.trailing_zeros() as usize;
                (bit < 64).then(|| {
                    left &= left - 1;
                    64 * at + bit
                })
            })
        })
    }

    /// The set itself, whatever the partial is.
    #[inline]
    #[must_use]
    pub fn zero_wins(self, _: T) -> Self {
        self
    }

    /// The set itself, whatever the partial is.
    #[inline]
    #[must_use]
    pub fn if_used(self, _: T) -> Self {
        self
    }

    /// No set needs the careful way of a derivative that may be infinite: it ends in the same set.
    #[inline]
    #[must_use]
    pub fn is_finite(self) -> bool {
        true
    }

    /// The same set in the place of a tangent of another type.
    #[inline]
    #[must_use]
    pub fn cast<U: Scalar>(self) -> Marks<N, U> {
        Marks(self.0, PhantomData)
    }

    /// See [`is_finite`](Self::is_finite).
    #[inline]
    #[must_use]
    pub fn is_nan(self) -> bool {
        false
    }
}

/// [`Marks`] in the place of each type of float.
#[derive(Debug)]
pub struct MarksOf<const N: usize>;

impl<const N: usize> Several for MarksOf<N> {
    type Of<T: Scalar> = Marks<N, T>;

    #[inline]
    fn cast<T: Scalar>(of: Marks<N>) -> Marks<N, T> {
        of.cast()
    }
}

impl<const N: usize, T: Scalar> Default for Marks<N, T> {
    fn default() -> Self {
        Self::ZERO
    }
}

impl<const N: usize, T: Scalar> Add for Marks<N, T> {
    type Output = Self;

    #[inline]
    fn add(self, other: Self) -> Self {
        Marks(array::from_fn(|word| self.0[word] | other.0[word]), PhantomData)
    }
}

impl<const N: usize, T: Scalar> Sub for Marks<N, T> {
    type Output = Self;

    #[inline]
    #[allow(clippy::suspicious_arithmetic_impl, reason = "a difference depends on both")]
    fn sub(self, other: Self) -> Self {
        self + other
    }
}

impl<const N: usize, T: Scalar> AddAssign for Marks<N, T> {
    #[inline]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl<const N: usize, T: Scalar> SubAssign for Marks<N, T> {
    #[inline]
    #[allow(clippy::suspicious_op_assign_impl, reason = "a difference depends on both")]
    fn sub_assign(&mut self, other: Self) {
        *self += other;
    }
}

impl<const N: usize, T: Scalar> Neg for Marks<N, T> {
    type Output = Self;

    #[inline]
    fn neg(self) -> Self {
        self
    }
}

impl<const N: usize, T: Scalar> Mul<T> for Marks<N, T> {
    type Output = Self;

    #[inline]
    fn mul(self, _: T) -> Self {
        self
    }
}

impl<const N: usize, T: Scalar> Div<T> for Marks<N, T> {
    type Output = Self;

    #[inline]
    fn div(self, _: T) -> Self {
        self
    }
}

/// It lies in memory as a tangent does, and has no numbers in it.
impl<const N: usize, T: Scalar> Differentiable for Marks<N, T> {
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
    fn scale_by(&mut self, _: f64) {}

    #[inline]
    fn inner_product(&self, _: &Self) -> f64 {
        0.0
    }

    #[inline]
    fn leaves(&self) -> usize {
        0
    }

    #[inline]
    fn visit(&self, _: &mut impl FnMut(f64)) {}

    #[inline]
    fn visit_mut(&mut self, _: &mut impl FnMut(&mut f64)) {}

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
    use std::vec::Vec;

    #[test]
    fn no_operation_looks_at_a_number() {
        let [a, b] = [Marks::<2>::only(5), Marks::only(64)];
        let both = Vec::from([5, 64]);
        for set in [a + b, a - b, -(b - a), (a + b) * 0.0, (a + b) / f64::NAN, (a + b).zero_wins(0.0)] {
            assert_eq!(set.iter().collect::<Vec<_>>(), both);
        }
        let mut more = a;
        more -= b;
        more.scale_by(0.0);
        assert_eq!(more, a + b);
        assert_eq!(Marks::<1>::only(64), Marks::ZERO);
    }
}
