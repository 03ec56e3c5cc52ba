//! What a function gives that may give nothing.

use crate::placeholder::Holder;
use core::cell::Cell;
use core::fmt;

/// What a function or a companion gives: an `Option` or a `Result`, or the value itself.
///
/// ```
/// use autodiff_core::check::{Given, OfAny as _, OfHolder as _};
///
/// assert_eq!((&Given::new(Some(2.0))).value(), 2.0);
/// assert_eq!((&Given::new(2.0)).value(), 2.0);
/// ```
pub struct Given<T>(Cell<Option<T>>);

impl<T> Given<T> {
    /// What is given, which is taken once.
    pub fn new(given: T) -> Self {
        Given(Cell::new(Some(given)))
    }
}

impl<T> fmt::Debug for Given<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Given(..)")
    }
}

/// The value of an `Option` or of a `Result`.
pub trait OfHolder<V> {
    /// The value.
    ///
    /// # Panics
    ///
    /// If there is none: no derivative is there to be checked.
    #[track_caller]
    fn value(&self) -> V {
        self.there().expect(NOTHING)
    }

    /// The value, if there is one.
    fn there(&self) -> Option<V>;
}

/// What is said where there is no value.
pub(super) const NOTHING: &str = "the function gives an `Err` or a `None` here: there is no derivative to check";

/// What is said where there is none beside it.
pub(super) const BORDER: &str =
    "the function gives an `Err` or a `None` however near to this point: check it where it gives a value around";

impl<H: Holder> OfHolder<H::Value> for Given<H> {
    fn there(&self) -> Option<H::Value> {
        self.0.take().and_then(|holder| holder.into_held().ok())
    }
}

/// What anything else is: method calls find it behind one more reference.
pub trait OfAny<V> {
    /// The value.
    fn value(&self) -> V;

    /// The value, which is there.
    fn there(&self) -> Option<V>;
}

impl<T> OfAny<T> for &Given<T> {
    fn there(&self) -> Option<T> {
        self.0.take()
    }

    fn value(&self) -> T {
        self.0.take().expect("it is taken once")
    }
}
