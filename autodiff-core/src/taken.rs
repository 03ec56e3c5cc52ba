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
        match $receiver {
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
                (&*part).$method().of(part)
            }
        }
    };
}

/// A method takes its receiver by value.
#[derive(Clone, Copy, Debug)]
pub struct Takes;

impl Takes {
    /// A clone of it.
    #[inline]
    pub fn of<T: Clone>(self, part: &T) -> T {
        part.clone()
    }
}

/// A method takes its receiver by reference, as far as is known.
#[derive(Clone, Copy, Debug)]
pub struct Lent;

impl Lent {
    /// It.
    #[inline]
    pub fn of<T: ?Sized>(self, part: &T) -> &T {
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
