//! The tangent of an operand.

use crate::differentiable::Differentiable;

/// The tangent of an operand, as a caller has it: a reference, or `()` for the zero of a
/// constant.
pub trait Tangent<T> {
    /// The tangent; a zero is kept in `zero`.
    fn or_zero<'t>(self, of: &T, zero: &'t mut Option<T>) -> &'t T
    where
        Self: 't;
}

impl<T> Tangent<T> for &T {
    #[inline]
    fn or_zero<'t>(self, _: &T, _: &'t mut Option<T>) -> &'t T
    where
        Self: 't,
    {
        self
    }
}

impl<T: Differentiable> Tangent<T> for () {
    #[inline]
    fn or_zero<'t>(self, of: &T, zero: &'t mut Option<T>) -> &'t T
    where
        Self: 't,
    {
        zero.insert(of.zero_like())
    }
}
