//! What a method is called on that gives no float, and so is taken for a question.
//!
//! Whether a method in another block takes `&mut self` is not seen where it is called. One that
//! gives a `bool` or an integer is mostly a question, `grid.is_inside(x)`, and is called through a
//! `&`: then rustc refuses one that changes its receiver, whose change would have no derivative.
//! One under `#[grad]` says so itself, and is refused with the way out:
//!
//! ```text
//! neuron.fires(x)                            the change of `neuron` would be lost
//! lent!(&*neuron, fires_changes, ..)         `fires` says that it changes its receiver
//! Neuron::fires(&mut neuron, x)              is differentiated
//! ```

/// How a question is asked: through a reference; of a method that takes its receiver by value, of a
/// clone. What is refused is refused where that is said of the receiver, and not in the macro.
#[doc(hidden)]
#[macro_export]
macro_rules! lent {
    ($receiver:expr, $changes:ident, $takes:ident) => {
        match $receiver {
            part => {
                #[allow(dead_code)]
                trait Otherwise {
                    fn $changes(&self) -> $crate::lent::Asks;
                }
                // rustc takes what stands beside the method before this, which needs one reference more.
                impl<T: ?Sized> Otherwise for &T {
                    fn $changes(&self) -> $crate::lent::Asks {
                        $crate::lent::Asks
                    }
                }
                #[allow(dead_code)]
                trait Lent {
                    fn $takes(&self) -> $crate::taken::Lent;
                }
                impl<T: ?Sized> Lent for &T {
                    fn $takes(&self) -> $crate::taken::Lent {
                        $crate::taken::Lent
                    }
                }
                (&*part).$changes().and((&*part).$takes())
            }
        }
    };
}

/// Whether a method that has given nothing changes what it is called on, as it says beside itself.
///
/// ```text
/// only_reads!(&l, last_reads)      `last` takes `&self`: `Reads`; otherwise `MayChange`
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! only_reads {
    ($receiver:expr, $reads:ident) => {
        match $receiver {
            part => {
                #[allow(dead_code)]
                trait Otherwise {
                    fn $reads(&self) -> $crate::lent::MayChange;
                }
                impl<T: ?Sized> Otherwise for &T {
                    fn $reads(&self) -> $crate::lent::MayChange {
                        $crate::lent::MayChange
                    }
                }
                (&*part).$reads()
            }
        }
    };
}

/// A method that may give nothing takes `&self`, and no `&mut`.
#[derive(Clone, Copy, Debug)]
pub struct Reads;

impl Reads {
    /// Nothing has changed where it has given nothing, so there is nothing to reverse.
    #[inline]
    pub fn told(self, _: &str) {}
}

/// A method may change what it is given, as far as is known.
#[derive(Clone, Copy, Debug)]
pub struct MayChange;

impl MayChange {
    /// What it has changed has no derivative.
    ///
    /// # Panics
    ///
    /// Always, with the name of the method.
    #[cold]
    #[track_caller]
    pub fn told(self, name: &str) {
        crate::placeholder::no_adjoint(name);
    }
}

/// A method reads its receiver, as far as is known.
#[derive(Clone, Copy, Debug)]
pub struct Asks;

impl Asks {
    /// As it takes its receiver.
    #[inline]
    pub fn and<T>(self, taken: T) -> T {
        taken
    }
}

/// A method takes `&mut self`, and gives no float.
#[derive(Clone, Copy, Debug)]
pub struct Changes;

impl Changes {
    /// However it takes its receiver.
    #[inline]
    #[must_use]
    pub fn and<T>(self, _: T) -> Self {
        self
    }

    /// No type has such a method that is taken for a question.
    #[inline]
    pub fn of<T: Unchanged + ?Sized>(self, part: &T) -> &T {
        part
    }
}

/// What no method under `#[grad]` changes: nothing.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this method changes the `{Self}` that it is called on, and gives no float: it is taken for a question here, and the derivative of the change would be lost",
    label = "the change has no derivative like this",
    note = "call it by its path, `{Self}::name(&mut receiver, ..)`: an argument that is lent by `&mut` is seen to change"
)]
pub trait Unchanged {}

#[cfg(test)]
mod tests {
    struct Own(f64);

    impl Own {
        fn is_large(&self) -> bool {
            self.0 > 2.0
        }
    }

    #[test]
    fn a_question_is_asked_through_a_reference() {
        let own = &mut Own(3.0);
        assert!(lent!(&*own, is_large_changes, is_large_takes).of(&*own).is_large());
    }
}
