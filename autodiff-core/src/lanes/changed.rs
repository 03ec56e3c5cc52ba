//! Callees that take no lanes, and change what they are given.
//!
//! Such a callee runs for one lane after the other, each time on what there was before: of a tangent or a
//! shadow on that lane alone, of anything else on a copy. What the lanes have become is put together
//! afterwards.

use super::{Laned, Lanes};
use crate::generic::Scalar;
#[cfg(feature = "alloc")]
use alloc::vec::Vec;
use core::array;

/// What has lanes, and is put together of them.
pub trait Joined: Laned + Sized {
    /// Of what each lane is alone.
    fn joined<'l>(lane: &impl Fn(usize) -> &'l Self::One) -> Self;
}

impl<const N: usize, T: Scalar> Joined for Lanes<N, T> {
    #[inline]
    fn joined<'l>(lane: &impl Fn(usize) -> &'l T) -> Self {
        Lanes(array::from_fn(|at| *lane(at)))
    }
}

impl<T: Joined, const M: usize> Joined for [T; M] {
    #[inline]
    fn joined<'l>(lane: &impl Fn(usize) -> &'l Self::One) -> Self {
        array::from_fn(|i| T::joined(&|at| &lane(at)[i]))
    }
}

#[cfg(feature = "alloc")]
impl<T: Joined> Joined for Vec<T> {
    #[inline]
    fn joined<'l>(lane: &impl Fn(usize) -> &'l Self::One) -> Self {
        (0..lane(0).len()).map(|i| T::joined(&|at| &lane(at)[i])).collect()
    }
}

macro_rules! tuples {
    ($(($($entry:ident $i:tt),+))*) => {$(
        impl<$($entry: Joined),+> Joined for ($($entry,)+) {
            #[inline]
            fn joined<'l>(lane: &impl Fn(usize) -> &'l Self::One) -> Self {
                ($($entry::joined(&|at| &lane(at).$i),)+)
            }
        }
    )*};
}

tuples! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
}

/// What has lanes, and can be what they have become.
pub trait Rejoined: Laned {
    /// Takes what the lanes have become.
    fn join<'l>(&mut self, lane: &impl Fn(usize) -> &'l Self::One);
}

impl<T: Joined> Rejoined for T {
    #[inline]
    fn join<'l>(&mut self, lane: &impl Fn(usize) -> &'l Self::One) {
        *self = Self::joined(lane);
    }
}

/// Its length stays what it is.
#[cfg(feature = "alloc")]
impl<T: Joined> Rejoined for [T] {
    #[inline]
    fn join<'l>(&mut self, lane: &impl Fn(usize) -> &'l Self::One) {
        self.iter_mut().enumerate().for_each(|(i, entry)| *entry = T::joined(&|at| &lane(at)[i]));
    }
}

/// Runs something with each lane of it apart, and puts together what becomes of them.
///
/// ```
/// use autodiff_core::lanes::{Lanes, changed_lanes};
///
/// let mut bars = vec![Lanes([1.0, 2.0]), Lanes([3.0, 4.0])];
/// changed_lanes::<2, _, _>(&mut bars, |lanes| lanes[1][0] += 10.0);
/// assert_eq!(bars, [Lanes([1.0, 12.0]), Lanes([3.0, 4.0])]);
/// ```
#[inline]
pub fn changed_lanes<const N: usize, T: Rejoined + ?Sized, R>(
    of: &mut T,
    run: impl FnOnce(&mut [T::One; N]) -> R,
) -> R {
    let mut lanes: [T::One; N] = array::from_fn(|lane| of.lane(lane));
    let came = run(&mut lanes);
    of.join(&|lane| &lanes[lane]);
    came
}

/// What is changed, of which there can be copies.
pub trait Copied {
    /// A copy by value.
    type Copy;

    /// One of them.
    fn copied(&self) -> Self::Copy;

    /// Becomes what a copy has become.
    fn take(&mut self, copy: &Self::Copy);
}

impl<T: Clone, const M: usize> Copied for [T; M] {
    type Copy = [T; M];

    #[inline]
    fn copied(&self) -> [T; M] {
        self.clone()
    }

    #[inline]
    fn take(&mut self, copy: &[T; M]) {
        self.clone_from_slice(copy);
    }
}

#[cfg(feature = "alloc")]
impl<T: Clone> Copied for [T] {
    type Copy = Vec<T>;

    #[inline]
    fn copied(&self) -> Vec<T> {
        self.to_vec()
    }

    #[inline]
    fn take(&mut self, copy: &Vec<T>) {
        self.clone_from_slice(copy);
    }
}

#[cfg(feature = "alloc")]
impl<T: Clone> Copied for Vec<T> {
    type Copy = Vec<T>;

    #[inline]
    fn copied(&self) -> Vec<T> {
        self.clone()
    }

    #[inline]
    fn take(&mut self, copy: &Vec<T>) {
        self.clone_from(copy);
    }
}

macro_rules! scalars {
    ($($scalar:ty)*) => {$(
        impl Copied for $scalar {
            type Copy = $scalar;

            #[inline]
            fn copied(&self) -> $scalar {
                *self
            }

            #[inline]
            fn take(&mut self, copy: &$scalar) {
                *self = *copy;
            }
        }
    )*};
}

scalars!(f64 f32 bool u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

/// Runs something with a copy for each lane, and takes what becomes of the first.
///
/// ```
/// use autodiff_core::lanes::copied_lanes;
///
/// let mut x = [1.0, 2.0];
/// copied_lanes::<3, _, _>(&mut x[..], |copies| copies.iter_mut().for_each(|x| x[0] += 1.0));
/// assert_eq!(x, [2.0, 2.0]);
/// ```
#[inline]
pub fn copied_lanes<const N: usize, T: Copied + ?Sized, R>(of: &mut T, run: impl FnOnce(&mut [T::Copy; N]) -> R) -> R {
    let mut copies: [T::Copy; N] = array::from_fn(|_| of.copied());
    let came = run(&mut copies);
    of.take(&copies[0]);
    came
}
