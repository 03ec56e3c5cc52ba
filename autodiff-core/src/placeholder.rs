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
