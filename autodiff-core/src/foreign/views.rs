//! What a method lends: a view of an array.
//!
//! A view owns nothing, so it has no zero and no sum. In the companions it is what it shows,
//! copied: `x.row(i)` is an `Array1` there, and the cotangent of that is added where the row
//! stands. Whether a method gives a view, its type says, and never its name.

/// What a method has given.
#[derive(Clone, Copy, Debug)]
pub struct Made<'a, T>(pub &'a T);

/// A view, and what it is in the companions.
pub trait Lends {
    /// It, copied.
    type Owned;

    /// Copies it.
    fn owned(self) -> Self::Owned;
}

/// A part of what a method is called on: `fn weights(&self) -> &Matrix`.
#[cfg(feature = "alloc")]
impl<T: alloc::borrow::ToOwned + ?Sized> Lends for &T {
    type Owned = T::Owned;

    #[inline]
    fn owned(self) -> T::Owned {
        self.to_owned()
    }
}

/// What is asked of a view.
pub trait OfView {
    /// That it is copied.
    fn kind(&self) -> Copied;
}

impl<T: Lends> OfView for Made<'_, T> {
    #[inline]
    fn kind(&self) -> Copied {
        Copied
    }
}

/// The same of anything else. A view has the other method, as that takes one reference less.
pub trait OfOther {
    /// That it stays as it is.
    fn kind(&self) -> AsItIs;
}

impl<T> OfOther for &Made<'_, T> {
    #[inline]
    fn kind(&self) -> AsItIs {
        AsItIs
    }
}

/// Of a view.
#[derive(Clone, Copy, Debug)]
pub struct Copied;

impl Copied {
    /// It, copied.
    #[inline]
    pub fn own<T: Lends>(self, made: T) -> T::Owned {
        made.owned()
    }
}

/// Of anything else.
#[derive(Clone, Copy, Debug)]
pub struct AsItIs;

impl AsItIs {
    /// It.
    #[inline]
    pub fn own<T>(self, made: T) -> T {
        made
    }
}

/// How long an array is along an axis, by its shape.
#[inline]
#[must_use]
pub fn extent(shape: &[usize], axis: usize) -> usize {
    shape[axis]
}
