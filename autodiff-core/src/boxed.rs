//! The companions of `Box::new`, by the naming protocol.
//!
//! A box has the leaves of what is in it, so its derivative is a box around the derivative.

use crate::differentiable::Differentiable;
use alloc::boxed::Box;

/// `Box::new(a)` of a value with leaves.
///
/// ```
/// use autodiff_core::boxed::Boxed as _;
///
/// let mut a_bar = 1.0;
/// assert_eq!(Box::new_jvp(3.0, 2.0), (Box::new(3.0), Box::new(2.0)));
/// assert_eq!(Box::new_vjp_into(3.0, Box::new(0.5), &mut a_bar), Box::new(3.0));
/// assert_eq!(a_bar, 1.5);
/// ```
#[allow(clippy::boxed_local, reason = "a cotangent has the type of the result")]
pub trait Boxed<T: Differentiable>: Sized {
    /// The box, and its tangent.
    #[inline]
    fn new_jvp(a: T, a_dot: T) -> (Box<T>, Box<T>) {
        (Box::new(a), Box::new(a_dot))
    }

    /// The box; its cotangent is added to that of what is in it.
    #[inline]
    fn new_vjp_into(a: T, y_bar: Box<T>, a_bar: &mut T) -> Box<T> {
        a_bar.accumulate(&y_bar);
        Box::new(a)
    }

    /// The tangent of [`new_vjp_into`](Boxed::new_vjp_into).
    #[inline]
    fn new_vjp_into_jvp(
        a: T,
        y_bar: Box<T>,
        a_bar: &mut T,
        a_dot: T,
        y_bar_dot: Box<T>,
        a_bar_dot: &mut T,
    ) -> (Box<T>, Box<T>) {
        a_bar.accumulate(&y_bar);
        a_bar_dot.accumulate(&y_bar_dot);
        (Box::new(a), Box::new(a_dot))
    }
}

impl<T: Differentiable> Boxed<T> for Box<T> {}
