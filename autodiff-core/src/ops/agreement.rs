//! That the two `Sum`s of a type, of items and of references to them, come to the same.
//!
//! One of them under `#[grad]` stands for both, as it does for operators. They are two methods,
//! and may do two things; there the companions panic, in a build with debug assertions, and give
//! no derivative.

use crate::differentiable::Differentiable;
use core::iter;

/// Items, and what the other method makes of them.
#[derive(Clone, Copy, Debug)]
pub struct Totals<'a, T, A> {
    /// The items.
    pub items: &'a [A],
    /// What the method under `#[grad]` has made of them.
    pub total: &'a T,
}

/// Declares what is asked where there is the other method.
macro_rules! other {
    ($name:ident: $trait:ident<$given:ty> $items:ident $method:ident $doc:literal) => {
        #[doc = $doc]
        pub trait $name {
            /// Compares.
            ///
            /// # Panics
            ///
            /// If the two differ.
            fn agree(&self);
        }

        impl<T: Differentiable + for<'x> iter::$trait<$given>, A: Clone> $name for Totals<'_, T, A> {
            #[track_caller]
            fn agree(&self) {
                assert_same(self.total, &self.items.iter().$items().$method());
            }
        }
    };
}

other!(SumOfItems: Sum<A> cloned sum "There is a `Sum` of items, too.");
other!(SumOfReferences: Sum<&'x A> by_ref_of sum "There is a `Sum` of references, too.");
other!(ProductOfItems: Product<A> cloned product "There is a `Product` of items, too.");
other!(ProductOfReferences: Product<&'x A> by_ref_of product "There is a `Product` of references, too.");

/// There is no other. Where there is, that has the method which takes one reference less.
pub trait Alone {
    /// Compares nothing.
    fn agree(&self) {}
}

impl<T, A> Alone for &Totals<'_, T, A> {}

/// An iterator as it is.
trait ByRefOf: Sized {
    fn by_ref_of(self) -> Self {
        self
    }
}

impl<I: Iterator> ByRefOf for I {}

/// The sums may round differently.
#[track_caller]
fn assert_same<T: Differentiable>(total: &T, other: &T) {
    let mut difference = total.clone();
    difference.scale_by(-1.0);
    difference.accumulate(other);
    let (apart, size) = (difference.inner_product(&difference), total.inner_product(total));
    assert!(
        apart.is_nan() || apart <= 1e-12 * (1.0 + size),
        "the total of items and that of references to them differ, and one of them alone is differentiated"
    );
}
