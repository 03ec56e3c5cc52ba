//! What a method is called on, for callers that do not see whether the method has a derivative
//! along it.
//!
//! A method with `#[constant] &self` has companions without a tangent and a shadow for its
//! receiver. Who calls it on a part that has a shadow gives that all the same, to [`receiver!`]:
//! of such a method this is a value whose companions take the shadow and leave it alone, and
//! of any other it is the receiver itself.
//!
//! ```text
//! self.activation.apply_jvp(z, &self_dot.activation, z_dot)                  two arguments are expected
//! receiver!(&self.activation, apply_receiver).apply_jvp(z, &self_dot.activation, z_dot)
//! ```
//!
//! A shadow in which there are floats is refused: the derivative along them would be lost.
//!
//! [`receiver!`]: crate::receiver

use crate::differentiable::Differentiable;
use core::ops::Deref;

/// What the companions of a method are called on: `receiver!(&self.law, rate_receiver)`.
///
/// A method with a constant receiver has a method beside it that is called as the second
/// argument says. rustc takes that before the one that is made here for all others, which needs
/// one reference more.
#[doc(hidden)]
#[macro_export]
macro_rules! receiver {
    ($receiver:expr, $method:ident) => {
        $crate::receiver!($receiver, $method, |receiver| {
            use $crate::receiver::{OfAnything as _, OfDifferentiable as _};
            (&$crate::receiver::Part(receiver)).kind()
        })
    };
    // Under a bound `Fit<M>: Differentiable`, an `M` may have a derivative of which nobody knows.
    ($receiver:expr, $method:ident, free) => {
        $crate::receiver!($receiver, $method, |receiver| {
            let _ = receiver;
            $crate::receiver::Free
        })
    };
    ($receiver:expr, $method:ident, |$part:ident| $kind:block) => {
        match $receiver {
            $part => {
                #[allow(dead_code)]
                trait Along {
                    fn $method(&self) -> $crate::receiver::Whole;
                }
                impl<T: $crate::differentiable::Differentiable> Along for &T {
                    fn $method(&self) -> $crate::receiver::Whole {
                        $crate::receiver::Whole
                    }
                }
                let how = (&*$part).$method();
                let kind = {
                    let $part = &*$part;
                    $kind
                };
                how.of($part, kind, |part| {
                    use $crate::receiver::{Behind as _, Itself as _};
                    (&$crate::receiver::Part(part)).behind()
                })
            }
        }
    };
}

/// A method has a derivative along its receiver.
#[derive(Clone, Copy, Debug)]
pub struct Whole;

impl Whole {
    /// The receiver as it is.
    #[inline]
    pub fn of<R: Deref, K, T: ?Sized>(self, receiver: R, _: K, _: impl FnOnce(&R::Target) -> &T) -> R {
        receiver
    }
}

/// A receiver, of which is asked whether its type has a derivative.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a, T: ?Sized>(pub &'a T);

/// What a pointer refers to, on which a method of a trait is called: `self.law.rate(x)` of an
/// `Rc<dyn Law>`.
pub trait Behind<'a> {
    /// What is there.
    type Inside: ?Sized;

    /// It.
    fn behind(&self) -> &'a Self::Inside;
}

#[cfg(feature = "alloc")]
macro_rules! pointers {
    ($($pointer:ty)*) => {$(
        impl<'a, T: ?Sized> Behind<'a> for Part<'a, $pointer> {
            type Inside = T;

            #[inline]
            fn behind(&self) -> &'a T {
                self.0
            }
        }
    )*};
}

#[cfg(feature = "alloc")]
pointers!(alloc::boxed::Box<T> alloc::rc::Rc<T> alloc::sync::Arc<T>);

/// What is no pointer is there itself.
pub trait Itself<'a, T: ?Sized> {
    /// It.
    fn behind(&self) -> &'a T;
}

impl<'a, T: ?Sized> Itself<'a, T> for &Part<'a, T> {
    #[inline]
    fn behind(&self) -> &'a T {
        self.0
    }
}

/// Of a type that has one, the derivative flows unless there is no float in it.
pub trait OfDifferentiable {
    /// That it flows.
    fn kind(&self) -> Free;
}

impl<T: Differentiable> OfDifferentiable for Part<'_, T> {
    #[inline]
    fn kind(&self) -> Free {
        Free
    }
}

/// What has no derivative, and stands in something that has, stands there under `#[constant]`.
pub trait OfAnything {
    /// That nothing flows.
    fn kind(&self) -> Kept;
}

impl<T: ?Sized> OfAnything for &Part<'_, T> {
    #[inline]
    fn kind(&self) -> Kept {
        Kept
    }
}

/// A part with a derivative.
#[derive(Clone, Copy, Debug)]
pub struct Free;

/// A part under `#[constant]`.
#[derive(Clone, Copy, Debug)]
pub struct Kept;

/// That a shadow may be left alone by a method whose `self` is a constant.
pub trait LeavesAlone<S> {}

impl<S> LeavesAlone<S> for Kept {}
impl<T: NoLeaves> LeavesAlone<&T> for Free {}
impl<T: NoLeaves> LeavesAlone<&mut T> for Free {}

/// A type without floats, so without a derivative.
///
/// `#[derive(Differentiable)]` implements it where all fields are of such types.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this method says `#[constant] &self`, and `{Self}` may have floats, along which there would be no derivative",
    label = "the derivative along this would be lost",
    note = "`#[constant] let part = &..;` before the call, and `part.method(..)`, says that it is a constant here, too",
    note = "or take the `#[constant]` away from the `self` of the method",
    note = "a type without floats says so by `#[derive(Clone, Differentiable)]`"
)]
pub trait NoLeaves {}

/// A type, in a bound that rustc asks about where the bound is used.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Field<'a, T: ?Sized>(core::marker::PhantomData<&'a T>);

impl<T: NoLeaves + ?Sized> NoLeaves for Field<'_, T> {}

macro_rules! without_leaves {
    ($($ty:ty)*) => {$(impl NoLeaves for $ty {})*};
}

without_leaves!(bool char i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize &'static str);

impl NoLeaves for () {}

impl<T: NoLeaves> NoLeaves for Option<T> {}
impl<T: NoLeaves, const N: usize> NoLeaves for [T; N] {}
#[cfg(feature = "alloc")]
impl NoLeaves for alloc::string::String {}
#[cfg(feature = "alloc")]
impl<T: NoLeaves> NoLeaves for alloc::vec::Vec<T> {}
#[cfg(feature = "alloc")]
impl<T: NoLeaves> NoLeaves for alloc::boxed::Box<T> {}
impl<A: NoLeaves, B: NoLeaves> NoLeaves for (A, B) {}
impl<A: NoLeaves, B: NoLeaves, C: NoLeaves> NoLeaves for (A, B, C) {}
