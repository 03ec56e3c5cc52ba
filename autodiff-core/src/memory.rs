//! What generated code does to whole pieces of memory: shadows of zeros, sums
//! of cotangents, and the question whether two pieces have the same extents.
//!
//! Memory is a slice, an array, a vector, and what lies in them is scalars,
//! tuples and memory again. An integer or a `bool` in it has no derivative: in
//! a tangent or a cotangent its place holds a zero or `false`, and sums leave it
//! alone.

use crate::product::{zero_wins, zero_wins_f32};
#[cfg(feature = "alloc")]
use alloc::vec::Vec;

mod extents;
mod value;

pub use extents::{reset_like, same_extents};
pub use value::{accumulate_value, number, of_number, scale_value, set_zero_value};

/// What lies in memory.
pub trait Memory {
    /// Makes every scalar zero.
    fn set_zero(&mut self);

    /// Adds the floats of `more`, which has the same extents.
    fn accumulate(&mut self, more: &Self);

    /// Multiplies every float by the factor; a zero wins over an infinity.
    fn scale(&mut self, factor: f64);

    /// The first two lengths that differ, this one's first.
    fn mismatch(&self, other: &Self) -> Option<(usize, usize)>;

    /// The value, if it is one float.
    fn as_number(&self) -> Option<f64> {
        None
    }

    /// This float, if the type is one.
    fn of_number(number: f64) -> Option<Self>
    where
        Self: Sized,
    {
        let _ = number;
        None
    }
}

/// Memory that can be made anew with zeros in it.
pub trait ZerosLike: Memory {
    /// What owns as many zeros: of a slice, a vector.
    type Owned;

    /// Zeros, with the extents of `self`.
    fn zeros_like(&self) -> Self::Owned;
}

/// Zeros with the extents of `of`: the shadow of a parameter.
///
/// ```
/// use autodiff_core::memory::zeros_like;
///
/// assert_eq!(zeros_like(&[1.0, 2.0][..]), vec![0.0; 2]);
/// assert_eq!(zeros_like(&[[1.0, 2.0], [3.0, 4.0]]), [[0.0; 2]; 2]);
/// assert_eq!(zeros_like(&vec![(1.0, 7), (2.0, 8)]), vec![(0.0, 0); 2]);
/// assert_eq!(zeros_like(&vec![vec![1.0], vec![]]), vec![vec![0.0], vec![]]);
/// ```
#[inline]
#[must_use]
pub fn zeros_like<M: ZerosLike + ?Sized>(of: &M) -> M::Owned {
    of.zeros_like()
}

/// Makes every scalar of `memory` zero. Nothing is allocated or freed.
///
/// ```
/// use autodiff_core::memory::set_zero;
///
/// let mut shadow = [[1.0, 2.0], [3.0, 4.0]];
/// set_zero(&mut shadow);
/// assert_eq!(shadow, [[0.0; 2]; 2]);
/// ```
#[inline]
pub fn set_zero<T: Memory>(memory: &mut [T]) {
    memory.set_zero();
}

/// Adds `more` to `sum`, float by float.
///
/// # Panics
///
/// If the lengths differ: never in generated code, where it would be a bug that
/// must not give a wrong derivative.
///
/// ```
/// use autodiff_core::memory::accumulate;
///
/// let mut sum = [[1.0, 2.0], [3.0, 4.0]];
/// accumulate(&mut sum, &[[10.0, 20.0], [30.0, 40.0]]);
/// assert_eq!(sum, [[11.0, 22.0], [33.0, 44.0]]);
/// ```
#[inline]
pub fn accumulate<T: Memory>(sum: &mut [T], more: &[T]) {
    sum.accumulate(more);
}

/// Multiplies every float by `factor`; an exact zero wins. The adjoint for the
/// seed 1 becomes the one for an infinite seed.
///
/// ```
/// # use autodiff_core::memory::scale;
/// let mut partials = [[0.0, 2.0], [3.0, 4.0]];
/// scale(&mut partials, f64::INFINITY);
/// assert_eq!(partials, [[0.0, f64::INFINITY], [f64::INFINITY; 2]]);
/// ```
#[inline]
pub fn scale<T: Memory>(partials: &mut [T], factor: f64) {
    partials.scale(factor);
}

macro_rules! scalars {
    ($($ty:ident = $zero:literal, $sum:tt;)*) => {$(
        impl Memory for $ty {
            #[inline]
            fn set_zero(&mut self) {
                *self = $zero;
            }

            #[inline]
            fn accumulate(&mut self, more: &Self) {
                scalars!(@ $sum self more);
            }

            #[inline]
            fn scale(&mut self, factor: f64) {
                scalars!(@ scale $sum $ty self factor);
            }

            #[inline]
            fn mismatch(&self, _: &Self) -> Option<(usize, usize)> {
                None
            }

            scalars!(@ number $sum $ty);
        }

        impl ZerosLike for $ty {
            type Owned = $ty;

            #[inline]
            fn zeros_like(&self) -> $ty {
                $zero
            }
        }
    )*};
    (@ number none $ty:ident) => {};
    (@ number float $ty:ident) => {
        #[inline]
        fn as_number(&self) -> Option<f64> {
            Some(f64::from(*self))
        }

        #[inline]
        #[allow(clippy::cast_possible_truncation, clippy::cast_lossless, reason = "it was such a float before")]
        fn of_number(number: f64) -> Option<$ty> {
            Some(number as $ty)
        }
    };
    (@ float $sum:ident $more:ident) => { *$sum += *$more; };
    (@ none $sum:ident $more:ident) => { let _ = $more; };
    (@ scale float f64 $partial:ident $factor:ident) => { *$partial = zero_wins($factor, *$partial); };
    (@ scale float f32 $partial:ident $factor:ident) => {{
        #[allow(clippy::cast_possible_truncation, reason = "the factor of an `f32` is one")]
        let factor = $factor as f32;
        *$partial = zero_wins_f32(factor, *$partial);
    }};
    (@ scale none $ty:ident $partial:ident $factor:ident) => { let _ = $factor; };
}

scalars! {
    f64 = 0.0, float;
    f32 = 0.0, float;
    bool = false, none;
    i8 = 0, none;
    i16 = 0, none;
    i32 = 0, none;
    i64 = 0, none;
    i128 = 0, none;
    isize = 0, none;
    u8 = 0, none;
    u16 = 0, none;
    u32 = 0, none;
    u64 = 0, none;
    u128 = 0, none;
    usize = 0, none;
}

impl<T: Memory> Memory for [T] {
    #[inline]
    fn set_zero(&mut self) {
        self.iter_mut().for_each(T::set_zero);
    }

    #[inline]
    fn accumulate(&mut self, more: &Self) {
        assert_eq!(self.len(), more.len(), "a sum of pieces with different lengths");
        for (sum, more) in self.iter_mut().zip(more) {
            sum.accumulate(more);
        }
    }

    #[inline]
    fn scale(&mut self, factor: f64) {
        self.iter_mut().for_each(|partial| partial.scale(factor));
    }

    #[inline]
    fn mismatch(&self, other: &Self) -> Option<(usize, usize)> {
        if self.len() != other.len() {
            return Some((self.len(), other.len()));
        }
        self.iter().zip(other).find_map(|(ours, theirs)| ours.mismatch(theirs))
    }
}

impl<T: Memory, const N: usize> Memory for [T; N] {
    #[inline]
    fn set_zero(&mut self) {
        self.as_mut_slice().set_zero();
    }

    #[inline]
    fn accumulate(&mut self, more: &Self) {
        self.as_mut_slice().accumulate(more.as_slice());
    }

    #[inline]
    fn scale(&mut self, factor: f64) {
        self.as_mut_slice().scale(factor);
    }

    #[inline]
    fn mismatch(&self, other: &Self) -> Option<(usize, usize)> {
        self.as_slice().mismatch(other.as_slice())
    }
}

impl<T: ZerosLike<Owned = T>, const N: usize> ZerosLike for [T; N] {
    type Owned = [T; N];

    #[inline]
    fn zeros_like(&self) -> [T; N] {
        self.each_ref().map(T::zeros_like)
    }
}

#[cfg(feature = "alloc")]
impl<T: ZerosLike<Owned = T>> ZerosLike for [T] {
    type Owned = Vec<T>;

    #[inline]
    fn zeros_like(&self) -> Vec<T> {
        self.iter().map(T::zeros_like).collect()
    }
}

/// Without an allocator there is no place for zeros like those of a slice, which
/// shows where they are asked for.
#[cfg(not(feature = "alloc"))]
impl<T: ZerosLike<Owned = T>> ZerosLike for [T] {
    type Owned = NoRoom<T>;

    fn zeros_like(&self) -> NoRoom<T> {
        const { panic!("the zeros for a slice need the feature `alloc` of `autodiff`") }
    }
}

/// What owns as many zeros as a slice has elements, where nothing can.
#[cfg(not(feature = "alloc"))]
#[derive(Debug)]
pub enum NoRoom<T> {
    /// Never made.
    #[doc(hidden)]
    Never(core::convert::Infallible, core::marker::PhantomData<T>),
}

#[cfg(not(feature = "alloc"))]
impl<T> core::ops::Deref for NoRoom<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        let NoRoom::Never(never, _) = self;
        match *never {}
    }
}

#[cfg(not(feature = "alloc"))]
impl<T> core::ops::DerefMut for NoRoom<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        let NoRoom::Never(never, _) = self;
        match *never {}
    }
}

#[cfg(feature = "alloc")]
impl<T: Memory> Memory for Vec<T> {
    #[inline]
    fn set_zero(&mut self) {
        self.as_mut_slice().set_zero();
    }

    #[inline]
    fn accumulate(&mut self, more: &Self) {
        self.as_mut_slice().accumulate(more);
    }

    #[inline]
    fn scale(&mut self, factor: f64) {
        self.as_mut_slice().scale(factor);
    }

    #[inline]
    fn mismatch(&self, other: &Self) -> Option<(usize, usize)> {
        self.as_slice().mismatch(other)
    }
}

#[cfg(feature = "alloc")]
impl<T: ZerosLike<Owned = T>> ZerosLike for Vec<T> {
    type Owned = Vec<T>;

    #[inline]
    fn zeros_like(&self) -> Vec<T> {
        self.as_slice().zeros_like()
    }
}

macro_rules! tuples {
    ($(($($entry:ident $i:tt),+))*) => {$(
        impl<$($entry: Memory),+> Memory for ($($entry,)+) {
            #[inline]
            fn set_zero(&mut self) {
                $(self.$i.set_zero();)+
            }

            #[inline]
            fn accumulate(&mut self, more: &Self) {
                $(self.$i.accumulate(&more.$i);)+
            }

            #[inline]
            fn scale(&mut self, factor: f64) {
                $(self.$i.scale(factor);)+
            }

            #[inline]
            fn mismatch(&self, other: &Self) -> Option<(usize, usize)> {
                None$(.or_else(|| self.$i.mismatch(&other.$i)))+
            }
        }

        impl<$($entry: ZerosLike<Owned = $entry>),+> ZerosLike for ($($entry,)+) {
            type Owned = Self;

            #[inline]
            fn zeros_like(&self) -> Self {
                ($(self.$i.zeros_like(),)+)
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
}

#[cfg(all(test, feature = "alloc"))]
mod tests;
