//! What a function gives that may give nothing.

use crate::placeholder::Holder;
use core::cell::RefCell;

/// What a function or a companion gives: an `Option` or a `Result`, or the value itself.
///
/// ```
/// use autodiff_core::check::{Given, OfAny as _, OfHolder as _};
///
/// assert_eq!((&Given::new(Some(2.0))).value(), 2.0);
/// assert_eq!((&Given::new(2.0)).value(), 2.0);
/// ```
#[derive(Debug)]
pub struct Given<T>(RefCell<Option<T>>);

impl<T> Given<T> {
    /// What is given, which is taken once.
    pub fn new(given: T) -> Self {
        Given(RefCell::new(Some(given)))
    }
}

/// The value of an `Option` or of a `Result`.
pub trait OfHolder<V> {
    /// The value.
    ///
    /// # Panics
    ///
    /// If there is none: no derivative is there to be checked.
    fn value(&self) -> V;
}

impl<H: Holder> OfHolder<H::Value> for Given<H> {
    #[track_caller]
    fn value(&self) -> H::Value {
        let given = self.0.borrow_mut().take().and_then(|holder| holder.into_held().ok());
        given.expect("the function gives an `Err` or a `None` here: there is no derivative to check")
    }
}

/// What anything else is: method calls find it behind one more reference.
pub trait OfAny<V> {
    /// The value.
    fn value(&self) -> V;
}

impl<T> OfAny<T> for &Given<T> {
    fn value(&self) -> T {
        self.0.borrow_mut().take().expect("it is taken once")
    }
}
