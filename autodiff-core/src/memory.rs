//! What generated code does to whole pieces of memory: shadows of zeros, sums
//! of cotangents, and the question whether two pieces have the same extents.
//!
//! Memory is a slice of what is [`Differentiable`], or one value that is.

use crate::differentiable::Differentiable;
#[cfg(feature = "alloc")]
use alloc::vec::Vec;

mod extents;
mod value;

pub use extents::{reset_like, same_extents, same_extents_result, same_extents_value, same_length, same_rows};
pub use value::{accumulate_alike, accumulate_value, number, of_number, scale_value, set_zero_value};

/// Memory that can be made anew with zeros in it: any value that is
/// [`Differentiable`], and slices of such.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no derivative: it does not implement `Differentiable`",
    label = "no zero, no sum and no leaves are known of it",
    note = "derive it for a type of your own: `#[derive(Clone, Differentiable)]`",
    note = "or mark the parameter, the `self` or the field `#[constant]`, to keep it out of the derivative"
)]
pub trait ZerosLike {
    /// What owns as many zeros: of a slice, a vector.
    type Owned;

    /// Zeros, with the extents of `self`.
    fn zeros_like(&self) -> Self::Owned;

    /// The same in the room of another one.
    #[inline]
    fn zeros_like_in(&self, room: &mut Self::Owned) {
        *room = self.zeros_like();
    }
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
pub fn set_zero<T: Differentiable>(memory: &mut [T]) {
    memory.iter_mut().for_each(T::set_zero);
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
pub fn accumulate<T: Differentiable>(sum: &mut [T], more: &[T]) {
    assert_as_long(sum.len(), more.len());
    for (sum, more) in sum.iter_mut().zip(more) {
        sum.accumulate(more);
    }
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
pub fn scale<T: Differentiable>(partials: &mut [T], factor: f64) {
    partials.iter_mut().for_each(|partial| partial.scale_by(factor));
}

/// Refuses to combine a part of a longer piece.
#[inline]
pub(crate) fn assert_as_long(ours: usize, theirs: usize) {
    assert_eq!(ours, theirs, "derivatives of different lengths are combined");
}

impl<T: Differentiable> ZerosLike for T {
    type Owned = T;

    #[inline]
    fn zeros_like(&self) -> T {
        self.zero_like()
    }

    #[inline]
    fn zeros_like_in(&self, room: &mut T) {
        self.zero_like_in(room);
    }
}

#[cfg(feature = "alloc")]
impl<T: Differentiable> ZerosLike for [T] {
    type Owned = Vec<T>;

    #[inline]
    fn zeros_like(&self) -> Vec<T> {
        self.iter().map(T::zero_like).collect()
    }

    #[inline]
    fn zeros_like_in(&self, room: &mut Vec<T>) {
        if room.len() == self.len() {
            room.iter_mut().zip(self).for_each(|(room, like)| like.zero_like_in(room));
        } else {
            *room = self.zeros_like();
        }
    }
}

/// Without an allocator there is no place for zeros like those of a slice, which
/// shows where they are asked for.
#[cfg(not(feature = "alloc"))]
impl<T: Differentiable> ZerosLike for [T] {
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

#[cfg(all(test, feature = "alloc"))]
mod tests;
