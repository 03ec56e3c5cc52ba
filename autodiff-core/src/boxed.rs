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

/// A value that may be a `Box`, of which somebody looks into what it holds.
///
/// The methods of two traits have one name; the method call finds the one for boxes first, as
/// it needs one reference less.
///
/// ```
/// use autodiff_core::boxed::{Held, InBox as _, InItself as _};
///
/// let (boxed, bare) = (Box::new(2.0), 3.0);
/// let (inside, itself): (&f64, &f64) = (Held::of(&boxed).behind(), Held::of(&bare).behind());
/// assert_eq!((*inside, *itself), (2.0, 3.0));
/// ```
#[derive(Debug)]
pub struct Held<R>(Option<R>);

/// The same, to be changed.
pub type HeldMut<R> = Held<R>;

impl<R> Held<R> {
    /// Of a reference.
    #[inline]
    pub const fn of(reference: R) -> Self {
        Held(Some(reference))
    }
}

/// What is held, if it is in a box.
pub trait InBox {
    /// A reference to what is in it.
    type Inside;

    /// What is in it.
    fn behind(self) -> Self::Inside;
}

impl<'a, T: ?Sized> InBox for Held<&'a Box<T>> {
    type Inside = &'a T;

    #[inline]
    fn behind(self) -> &'a T {
        self.0.expect("it is made with one")
    }
}

impl<'a, T: ?Sized> InBox for Held<&'a mut Box<T>> {
    type Inside = &'a mut T;

    #[inline]
    fn behind(self) -> &'a mut T {
        self.0.expect("it is made with one")
    }
}

/// What is held, if it is in none.
pub trait InItself {
    /// The reference.
    type Itself;

    /// It.
    fn behind(self) -> Self::Itself;
}

impl<R> InItself for &mut Held<R> {
    type Itself = R;

    #[inline]
    fn behind(self) -> R {
        self.0.take().expect("it is made with one")
    }
}
