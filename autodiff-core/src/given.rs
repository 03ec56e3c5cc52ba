//! An argument of a companion, as the companion takes it.
//!
//! The companions of a method that takes `self` by value take a reference, those of any
//! other function take what the function takes. A caller by path, `Vec3::norm(v)`, cannot
//! see which of the two it calls; rustc can.
//!
//! In the same way, a form with slots of a function takes the companion that it stands for,
//! [`Named`], and that of a method takes `()`.

/// What a parameter is given of a value of type `T`: a clone, or a reference.
pub trait Given<'a, T> {
    /// It, of this value.
    fn of(value: &'a T) -> Self;
}

impl<T: Clone> Given<'_, T> for T {
    #[inline]
    fn of(value: &T) -> T {
        value.clone()
    }
}

impl<'a, T> Given<'a, T> for &'a T {
    #[inline]
    fn of(value: &'a T) -> &'a T {
        value
    }
}

/// An `Option` of a reference to what is there.
impl<'a, T> Given<'a, Option<T>> for Option<&'a T> {
    #[inline]
    fn of(value: &'a Option<T>) -> Option<&'a T> {
        value.as_ref()
    }
}

/// The same of a slice.
#[cfg(feature = "alloc")]
impl<'a, E> Given<'a, Option<alloc::vec::Vec<E>>> for Option<&'a [E]> {
    #[inline]
    fn of(value: &'a Option<alloc::vec::Vec<E>>) -> Option<&'a [E]> {
        value.as_deref()
    }
}

/// A slice of a vector.
#[cfg(feature = "alloc")]
impl<'a, E> Given<'a, alloc::vec::Vec<E>> for &'a [E] {
    #[inline]
    fn of(value: &'a alloc::vec::Vec<E>) -> &'a [E] {
        value
    }
}

/// The same of an array.
impl<'a, E, const N: usize> Given<'a, [E; N]> for &'a [E] {
    #[inline]
    fn of(value: &'a [E; N]) -> &'a [E] {
        value
    }
}

/// What a companion takes for `None`: an `Option`, or a reference to one.
pub trait Nothing {
    /// It.
    fn nothing() -> Self;
}

impl<T> Nothing for Option<T> {
    #[inline]
    fn nothing() -> Self {
        None
    }
}

impl<T> Nothing for &Option<T> {
    #[inline]
    fn nothing() -> Self {
        &None
    }
}

/// `None` as a companion takes it.
#[inline]
#[must_use]
pub fn nothing<N: Nothing>() -> N {
    N::nothing()
}

/// The value as a parameter takes it.
///
/// ```
/// use autodiff_core::given::given;
///
/// let (by_value, by_reference): (fn(f64) -> f64, fn(&f64) -> f64) = (|x| 2.0 * x, |x| 2.0 * x);
/// assert_eq!(by_value(given(&3.0)), by_reference(given(&3.0)));
/// ```
#[inline]
pub fn given<'a, T, G: Given<'a, T>>(value: &'a T) -> G {
    G::of(value)
}

/// A companion that a caller names by its path.
#[derive(Clone, Copy, Debug)]
pub struct Named<F>(pub F);

/// What a form with slots takes for its companion, whose path is `F`.
pub trait Companion<F> {
    /// It, of the companion.
    fn of(companion: F) -> Self;
}

impl<F> Companion<F> for Named<F> {
    #[inline]
    fn of(companion: F) -> Self {
        Named(companion)
    }
}

/// A method finds its companion by itself.
impl<F> Companion<F> for () {
    #[inline]
    fn of(_: F) {}
}

/// A companion as a form with slots takes it.
///
/// ```
/// use autodiff_core::given::{Named, companion};
///
/// let of_function = |twice: Named<fn(f64) -> f64>| twice.0(3.0);
/// let of_method = |(): ()| 6.0;
/// let twice: fn(f64) -> f64 = |x| 2.0 * x;
/// assert_eq!(of_function(companion(twice)), of_method(companion(twice)));
/// ```
#[inline]
pub fn companion<F, C: Companion<F>>(companion: F) -> C {
    C::of(companion)
}
