//! What a method is called on that may take it by value, in a companion that has it by reference.
//!
//! The companions of a method that takes `self` by value take a reference, and so do those of who
//! calls it on a part of what it takes itself. Whether the function that is called takes its
//! receiver, the caller does not see:
//!
//! ```text
//! self.spline.value(t)                              cannot move out of a reference
//! taken!(&self.spline, value_takes).value(t)        on a clone, if `value` takes it
//! ```
//!
//! [`taken!`]: crate::taken

/// What a method is called on: a clone if there is a method beside it that says so, and the
/// reference where there is none.
#[doc(hidden)]
#[macro_export]
macro_rules! taken {
    ($receiver:expr, $method:ident) => {
        match $crate::behind_box!($receiver) {
            part => {
                #[allow(dead_code)]
                trait Otherwise {
                    fn $method(&self) -> $crate::taken::Lent;
                }
                // rustc takes what stands beside the method before this, which needs one reference more.
                impl<T: ?Sized> Otherwise for &T {
                    fn $method(&self) -> $crate::taken::Lent {
                        $crate::taken::Lent
                    }
                }
                let how = (&*part).$method();
                how.of(part)
            }
        }
    };
}

/// The reference, or that to what is in the box that it refers to.
#[doc(hidden)]
#[macro_export]
#[cfg(feature = "alloc")]
macro_rules! behind_box {
    ($receiver:expr) => {{
        #[allow(unused_imports)]
        use $crate::boxed::{Held, InBox as _, InItself as _};
        Held::of($receiver).behind()
    }};
}

/// The reference.
#[doc(hidden)]
#[macro_export]
#[cfg(not(feature = "alloc"))]
macro_rules! behind_box {
    ($receiver:expr) => {
        $receiver
    };
}

/// A method takes its receiver by value.
#[derive(Clone, Copy, Debug)]
pub struct Takes;

impl Takes {
    /// A clone of it.
    #[inline]
    pub fn of<R: core::ops::Deref<Target: Clone + Sized>>(self, part: R) -> R::Target {
        (*part).clone()
    }
}

/// A method takes its receiver by reference, as far as is known.
#[derive(Clone, Copy, Debug)]
pub struct Lent;

impl Lent {
    /// It.
    #[inline]
    pub fn of<R>(self, part: R) -> R {
        part
    }
}

#[cfg(test)]
mod tests {
    #[derive(Clone)]
    struct Own(f64);

    impl Own {
        fn value(self) -> f64 {
            self.0
        }

        #[allow(clippy::unused_self, reason = "it is asked of a value")]
        fn value_takes(&self) -> super::Takes {
            super::Takes
        }

        fn twice(&self) -> f64 {
            2.0 * self.0
        }
    }

    #[test]
    fn a_method_that_takes_its_receiver_takes_a_clone() {
        let (one, lent) = (Own(1.0), &Own(4.0));
        assert_eq!(taken!(&one, value_takes).value() + taken!(&one, twice_takes).twice(), 3.0);
        assert_eq!(taken!(lent, value_takes).value(), 4.0);
    }
}
