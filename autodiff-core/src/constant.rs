//! What a field under `#[constant]` is in a shadow.
//!
//! It stays as it is, but for its floats: these are zeros. Code that reads such a field does
//! not see that it is a constant, and takes what the tangent of the whole has in its place for
//! its tangent. Which types have floats that can be made zero, rustc finds out: a method of
//! the value itself is preferred to one of a reference to it.

use crate::differentiable::Differentiable;
use core::ops::{Deref, DerefMut};

/// A constant field.
#[derive(Debug)]
pub struct Constant<'a, T>(pub &'a T);

/// Of a type with leaves: they are zeros.
pub trait Zeroed<T> {
    /// The field in a shadow.
    fn in_shadow(&self) -> T;
}

impl<T: Differentiable> Zeroed<T> for Constant<'_, T> {
    #[inline]
    fn in_shadow(&self) -> T {
        let mut shadow = self.0.clone();
        shadow.scale_by(0.0);
        shadow
    }
}

/// Of any other type: it is the same.
pub trait Kept<T> {
    /// The field in a shadow.
    fn in_shadow(&self) -> T;
}

impl<T: Clone> Kept<T> for &Constant<'_, T> {
    #[inline]
    fn in_shadow(&self) -> T {
        self.0.clone()
    }
}

/// A part of a shadow that a part of it is read of. It has a derivative: what is under `#[constant]` and
/// has none is the primal's there, with the primal's floats.
///
/// ```
/// assert_eq!(autodiff_core::constant::part(&[1.0, 2.0]), &[1.0, 2.0]);
/// ```
#[inline]
pub fn part<T: HasShadow + ?Sized>(of: &T) -> &T {
    of
}

/// What has a shadow of its own.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no derivative, and a part of it is read where one is wanted",
    label = "under `#[constant]`, its floats are the primal's in a derivative, too",
    note = "read it as a constant: `#[constant] let part = &self.part;`, and then `part.x`"
)]
pub trait HasShadow {}

impl<T: Differentiable> HasShadow for T {}

/// A part of a shadow, as it is lent, of which is asked whether it is a reference. Such a part is a
/// constant, as no reference has a derivative, and there is no shadow behind it.
#[derive(Debug)]
pub struct Shadow<L>(pub L);

impl<'a, T: ?Sized> Shadow<&'a &T> {
    /// Nothing.
    #[inline]
    pub fn part(self) -> Option<&'a T> {
        None
    }
}

impl<'a, T: ?Sized> Shadow<&'a mut &T> {
    /// Nothing.
    #[inline]
    pub fn part(self) -> Option<&'a mut T> {
        None
    }
}

/// A part that is no reference.
pub trait OfOwned<L> {
    /// It.
    fn part(self) -> Option<L>;
}

impl<L> OfOwned<L> for Shadow<L> {
    #[inline]
    fn part(self) -> Option<L> {
        Some(self.0)
    }
}

/// What is there in a shadow, or zeros where there is nothing.
#[derive(Debug)]
pub enum Lent<'a, T> {
    /// It is there.
    Part(&'a T),
    /// It is behind a constant.
    Zero(T),
}

impl<T> Deref for Lent<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        match self {
            Lent::Part(part) => part,
            Lent::Zero(zero) => zero,
        }
    }
}

/// The same to be changed; what is done to zeros, nobody reads.
#[derive(Debug)]
pub enum LentMut<'a, T> {
    /// It is there.
    Part(&'a mut T),
    /// It is behind a constant.
    Zero(T),
}

impl<T> Deref for LentMut<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        match self {
            LentMut::Part(part) => part,
            LentMut::Zero(zero) => zero,
        }
    }
}

impl<T> DerefMut for LentMut<'_, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        match self {
            LentMut::Part(part) => part,
            LentMut::Zero(zero) => zero,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Constant, Kept as _, OfOwned as _, Shadow, Zeroed as _};

    #[derive(Clone, Debug, PartialEq)]
    struct Plain(f64);

    #[test]
    fn floats_are_zeros_where_they_are_seen() {
        assert_eq!(Constant(&(2.0, 7_usize)).in_shadow(), (0.0, 7));
        assert_eq!(Constant(&f64::INFINITY).in_shadow(), 0.0);
        assert_eq!((&Constant(&Plain(2.0))).in_shadow(), Plain(2.0));
    }

    #[test]
    fn behind_a_reference_there_is_no_shadow() {
        let (mut owned, mut borrowed) = (2.0, &3.0);
        assert_eq!(Shadow(&owned).part(), Some(&2.0));
        assert_eq!(Shadow(&mut owned).part(), Some(&mut 2.0));
        assert_eq!(Shadow(&borrowed).part(), None::<&f64>);
        assert_eq!(Shadow(&mut borrowed).part(), None::<&mut f64>);
    }
}
