//! What goes into the slot that a companion has for each parameter.
//!
//! A caller that does not see the type of an argument cannot say whether it has
//! a tangent. It says [`Unseen`], and the callee, which knows, takes a zero, or
//! nothing. What is written through is different: what the callee leaves in it
//! would be lost, so its slot must be filled, and rustc checks that.

/// The tangent, shadow or cotangent of an argument.
#[derive(Debug)]
pub struct Seen<T>(pub T);

/// There is none, as the caller does not see what the argument is.
#[derive(Debug)]
pub struct Unseen;

/// A slot that may be empty.
pub trait Slot<T> {
    /// What is in it.
    fn given(self) -> Option<T>;
}

impl<T> Slot<T> for Seen<T> {
    #[inline]
    fn given(self) -> Option<T> {
        Some(self.0)
    }
}

impl<T> Slot<T> for Unseen {
    #[inline]
    fn given(self) -> Option<T> {
        None
    }
}

/// A slot that must be filled: that of an argument that is written through.
#[diagnostic::on_unimplemented(
    message = "the macro cannot see the type of what is passed by `&mut` here, and the callee writes derivatives into it",
    label = "an argument of this call",
    note = "give the variable a type where it is made: `let mut v: [f64; 2] = ..`, `let mut v: Vec<f64> = ..`"
)]
pub trait Filled<T> {
    /// What is in it.
    fn filled(self) -> T;
}

impl<T> Filled<T> for Seen<T> {
    #[inline]
    fn filled(self) -> T {
        self.0
    }
}
