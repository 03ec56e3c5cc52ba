//! Something of a type, where nothing reads what it is.
//!
//! A branch that is not taken has nothing to give for memory that only the other
//! branch makes, but must give something of its type; which type that is, only
//! rustc knows.

use crate::differentiable::Differentiable;
#[cfg(feature = "alloc")]
use alloc::vec::Vec;

/// A type of which something can be made without looking.
pub trait Placeholder {
    /// Zeros, or a vector without elements.
    fn placeholder() -> Self;
}

/// Something of the type that the place asks for.
///
/// ```
/// use autodiff_core::placeholder::placeholder;
///
/// let taken = [1.0, 2.0];
/// let either = if taken[0] > 3.0 { taken } else { placeholder() };
/// assert_eq!(either, [0.0; 2]);
/// ```
#[inline]
#[must_use]
pub fn placeholder<T: Placeholder>() -> T {
    T::placeholder()
}

/// The same of a value that is differentiated, of whatever type.
///
/// A type with a field under `#[constant]` has none, which shows where it is asked for.
///
/// ```
/// use autodiff_core::placeholder::placeholder_value;
///
/// let taken = (1.0, [2.0]);
/// let either = if taken.0 > 3.0 { taken } else { placeholder_value() };
/// assert_eq!(either, (0.0, [0.0]));
/// ```
///
/// # Panics
///
/// If an `impl` by hand says that there is one and gives none.
#[inline]
#[must_use]
pub fn placeholder_value<T: Differentiable>() -> T {
    const {
        assert!(
            T::HAS_PLACEHOLDER,
            "a struct with a `#[constant]` field, or one like it, is made in one arm of a branch and needed after it: make it before the branch, or put the branch into a function of its own"
        );
    }
    T::placeholder().expect("its type says that it can be made")
}

/// What may hold a value: an `Option`, a `Result`.
pub trait Holder {
    /// What it holds.
    type Value;
    /// What there is instead.
    type Failure;
    /// The same around something else.
    type Around<U>;

    /// The value, if it is there.
    fn held(&self) -> Option<&Self::Value>;

    /// The same, to be changed.
    fn held_mut(&mut self) -> Option<&mut Self::Value>;

    /// What is there instead of a value.
    fn failure(&self) -> Option<&Self::Failure>;

    /// The value, or what is there instead.
    ///
    /// # Errors
    ///
    /// The error of a `Result`; of an `Option`, nothing.
    fn into_held(self) -> Result<Self::Value, Option<Self::Failure>>;
}

impl<T> Holder for Option<T> {
    type Value = T;
    type Failure = core::convert::Infallible;
    type Around<U> = Option<U>;

    #[inline]
    fn held(&self) -> Option<&T> {
        self.as_ref()
    }

    #[inline]
    fn held_mut(&mut self) -> Option<&mut T> {
        self.as_mut()
    }

    #[inline]
    fn failure(&self) -> Option<&Self::Failure> {
        None
    }

    #[inline]
    fn into_held(self) -> Result<T, Option<Self::Failure>> {
        self.ok_or(None)
    }
}

impl<T, E> Holder for Result<T, E> {
    type Value = T;
    type Failure = E;
    type Around<U> = Result<U, E>;

    #[inline]
    fn held(&self) -> Option<&T> {
        self.as_ref().ok()
    }

    #[inline]
    fn held_mut(&mut self) -> Option<&mut T> {
        self.as_mut().ok()
    }

    #[inline]
    fn failure(&self) -> Option<&E> {
        self.as_ref().err()
    }

    #[inline]
    fn into_held(self) -> Result<T, Option<E>> {
        self.map_err(Some)
    }
}

/// Whether it holds a value.
#[inline]
#[must_use]
pub fn is_there<H: Holder>(holder: &H) -> bool {
    holder.held().is_some()
}

/// The value, where it is known to be there.
#[inline]
#[must_use]
#[track_caller]
pub fn there<H: Holder>(holder: &H) -> &H::Value {
    holder.held().expect(THERE)
}

/// The same, to be changed.
#[inline]
#[must_use]
#[track_caller]
pub fn there_mut<H: Holder>(holder: &mut H) -> &mut H::Value {
    holder.held_mut().expect(THERE)
}

/// The error, where it is known that there is one.
#[inline]
#[must_use]
#[track_caller]
pub fn error<H: Holder<Failure: Clone>>(holder: &H) -> H::Failure {
    holder.failure().expect(THERE).clone()
}

/// The error itself, where it is known that there is one.
#[inline]
#[must_use]
#[track_caller]
pub fn into_error<H: Holder>(holder: H) -> H::Failure {
    holder.into_held().err().flatten().expect(THERE)
}

/// What a call gives that has given something before.
///
/// # Panics
///
/// If it gives nothing now: a function that is differentiated gives the same again.
#[inline]
#[must_use]
#[track_caller]
pub fn there_again<H: Holder>(holder: H) -> H::Value {
    holder.into_held().ok().expect("a function that is differentiated gives the same again")
}

/// What it holds, of either of the two.
#[inline]
#[must_use]
pub fn into_option<H: Holder>(holder: H) -> Option<H::Value> {
    holder.into_held().ok()
}

/// A call has given nothing, and has changed what it was given: of what was changed on that way,
/// a companion gives no derivative.
///
/// # Panics
///
/// Always, with the name of the function.
#[cold]
#[track_caller]
pub fn no_adjoint(name: &str) {
    panic!(
        "`{name}` has given an `Err` or a `None` after what it was given by `&mut` may have changed, and the caller has gone on: ask it by `?`, or let the caller go on from a copy that was made before"
    );
}

/// What the adjoint of a call has given of which nobody asked whether it succeeded.
#[derive(Clone, Copy, Debug)]
pub struct Outcome<T>(pub T);

/// Of an `Option` or a `Result`, whether there is an adjoint.
pub trait OfOutcome {
    /// Panics where there is none.
    fn told(&self, name: &str);
}

impl<T, E> OfOutcome for Outcome<Result<T, E>> {
    #[inline]
    #[track_caller]
    fn told(&self, name: &str) {
        if self.0.is_err() {
            no_adjoint(name);
        }
    }
}

impl<T> OfOutcome for Outcome<Option<T>> {
    #[inline]
    #[track_caller]
    fn told(&self, name: &str) {
        if self.0.is_none() {
            no_adjoint(name);
        }
    }
}

/// Of anything else, there is one.
pub trait OfNoOutcome {
    /// Nothing is lost.
    fn told(&self, name: &str);
}

impl<T> OfNoOutcome for &Outcome<T> {
    #[inline]
    fn told(&self, _: &str) {}
}

/// What a method has been called on that has given nothing, `pop_front`: a queue, which is then as
/// it was, or something else.
#[derive(Clone, Copy, Debug)]
pub struct NothingOf<'a, Q>(pub &'a Q);

/// Of a queue, there is nothing to be told.
pub trait OfQueue {
    /// Nothing is lost.
    fn told(&self, name: &str);
}

#[cfg(feature = "alloc")]
impl<T> OfQueue for NothingOf<'_, alloc::collections::VecDeque<T>> {
    #[inline]
    fn told(&self, _: &str) {}
}

/// Of anything else, that what was changed before has no derivative.
pub trait OfOtherThanQueue {
    /// Panics.
    fn told(&self, name: &str);
}

impl<Q> OfOtherThanQueue for &NothingOf<'_, Q> {
    #[track_caller]
    fn told(&self, name: &str) {
        no_adjoint(name);
    }
}

/// What holds a pair, as a pair of those that hold its halves.
pub trait Parted {
    /// What holds one of them.
    type First;
    /// What holds the other.
    type Second;

    /// Both.
    fn parted(self) -> (Self::First, Self::Second);
}

impl<A, B> Parted for Option<(A, B)> {
    type First = Option<A>;
    type Second = Option<B>;

    #[inline]
    fn parted(self) -> (Option<A>, Option<B>) {
        self.unzip()
    }
}

impl<A, B, E: Clone> Parted for Result<(A, B), E> {
    type First = Result<A, E>;
    type Second = Result<B, E>;

    #[inline]
    fn parted(self) -> (Result<A, E>, Result<B, E>) {
        match self {
            Ok((first, second)) => (Ok(first), Ok(second)),
            Err(error) => (Err(error.clone()), Err(error)),
        }
    }
}

/// A value and its tangent, each there or not, of what a companion gives.
#[inline]
#[must_use]
pub fn parted<H: Parted>(holder: H) -> (H::First, H::Second) {
    holder.parted()
}

/// The same without an error.
#[inline]
#[must_use]
pub fn parted_options<A, B, H: Holder<Value = (A, B)>>(holder: H) -> (Option<A>, Option<B>) {
    into_option(holder).unzip()
}

const THERE: &str = "it is named where it has been made";

macro_rules! scalars {
    ($($ty:ident)*) => {$(
        impl Placeholder for $ty {
            #[inline]
            fn placeholder() -> Self {
                Self::default()
            }
        }
    )*};
}

scalars!(f64 f32 bool i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

impl<T: Placeholder, const N: usize> Placeholder for [T; N] {
    #[inline]
    fn placeholder() -> Self {
        core::array::from_fn(|_| T::placeholder())
    }
}

#[cfg(feature = "alloc")]
impl<T> Placeholder for Vec<T> {
    #[inline]
    fn placeholder() -> Self {
        Vec::new()
    }
}

macro_rules! tuples {
    ($(($($entry:ident),+))*) => {$(
        impl<$($entry: Placeholder),+> Placeholder for ($($entry,)+) {
            #[inline]
            fn placeholder() -> Self {
                ($($entry::placeholder(),)+)
            }
        }
    )*};
}

tuples! {
    (A)
    (A, B)
    (A, B, C)
    (A, B, C, D)
    (A, B, C, D, E)
    (A, B, C, D, E, F)
    (A, B, C, D, E, F, G)
    (A, B, C, D, E, F, G, H)
}

#[cfg(all(test, feature = "alloc"))]
mod tests {
    use super::*;

    #[test]
    fn types_of_all_forms() {
        let made: ([(f64, usize); 2], Vec<[f32; 3]>, bool) = placeholder();
        assert_eq!(made, ([(0.0, 0); 2], Vec::new(), false));
    }
}
