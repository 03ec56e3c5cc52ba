//! What a field under `#[constant]` is in a shadow.
//!
//! It stays as it is, but for its floats: these are zeros. Code that reads such a field does
//! not see that it is a constant, and takes what the tangent of the whole has in its place for
//! its tangent. Which types have floats that can be made zero, rustc finds out: a method of
//! the value itself is preferred to one of a reference to it.

use crate::differentiable::Differentiable;

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

#[cfg(test)]
mod tests {
    use super::{Constant, Kept as _, Zeroed as _};

    #[derive(Clone, Debug, PartialEq)]
    struct Plain(f64);

    #[test]
    fn floats_are_zeros_where_they_are_seen() {
        assert_eq!(Constant(&(2.0, 7_usize)).in_shadow(), (0.0, 7));
        assert_eq!(Constant(&f64::INFINITY).in_shadow(), 0.0);
        assert_eq!((&Constant(&Plain(2.0))).in_shadow(), Plain(2.0));
    }
}
