//! That the two `Sum`s of a type, of items and of references to them, come to the same, and so do
//! the operators on values and on references.
//!
//! One of them under `#[grad]` stands for all. They are several methods, and may do several
//! things; there the companions panic, in a build with debug assertions, and give no derivative.

use crate::differentiable::Differentiable;
use core::iter;
use core::ops;

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

/// The sides of an operator, and what the one under `#[grad]` has made of them.
#[derive(Clone, Copy, Debug)]
pub struct Sides<'a, L, R, O> {
    /// The left one.
    pub left: &'a L,
    /// The right one.
    pub right: &'a R,
    /// What it gives.
    pub value: &'a O,
}

/// Declares what is asked where an operator takes its sides in one of these ways.
macro_rules! sides {
    ($($operator:ident $method:ident: $of_values:ident $of_left:ident $of_right:ident $of_both:ident;)*) => {$(
        sides!(@of $of_values values; [L: Clone + ops::$operator<R, Output = O>, R: Clone] []
            |left, right| ops::$operator::$method(left.clone(), right.clone()));
        sides!(@of $of_left left_lent; [L, R: Clone] [for<'x> &'x L: ops::$operator<R, Output = O>,]
            |left, right| ops::$operator::$method(left, right.clone()));
        sides!(@of $of_right right_lent; [L: Clone + for<'x> ops::$operator<&'x R, Output = O>, R] []
            |left, right| ops::$operator::$method(left.clone(), right));
        sides!(@of $of_both lent; [L, R] [for<'x> &'x L: ops::$operator<&'x R, Output = O>,]
            |left, right| ops::$operator::$method(left, right));
    )*};
    (assigned $($operator:ident $method:ident: $of_values:ident $of_right:ident;)*) => {$(
        sides!(@of $of_values values; [L: Clone + ops::$operator<R>, R: Clone] [L: Into<O>,] |left, right| {
            let mut new = left.clone();
            ops::$operator::$method(&mut new, right.clone());
            new.into()
        });
        sides!(@of $of_right right_lent; [L: Clone + for<'x> ops::$operator<&'x R>, R] [L: Into<O>,] |left, right| {
            let mut new = left.clone();
            ops::$operator::$method(&mut new, right);
            new.into()
        });
    )*};
    (@of $name:ident $way:ident; [$($generics:tt)*] [$($bound:tt)*] |$left:ident, $right:ident| $value:expr) => {
        /// There is an operator that takes its sides so.
        pub trait $name {
            /// Compares.
            ///
            /// # Panics
            ///
            /// If the two differ.
            fn $way(&self);
        }

        impl<O: Differentiable, $($generics)*> $name for Sides<'_, L, R, O> where $($bound)* {
            #[track_caller]
            fn $way(&self) {
                let ($left, $right) = (self.left, self.right);
                let other: O = $value;
                assert!(
                    is_same(self.value, &other),
                    "an operator on values and that on references to them differ, and one of them alone is differentiated"
                );
            }
        }
    };
}

sides! {
    Add add: AddOfValues AddOfLeft AddOfRight AddOfBoth;
    Sub sub: SubOfValues SubOfLeft SubOfRight SubOfBoth;
    Mul mul: MulOfValues MulOfLeft MulOfRight MulOfBoth;
    Div div: DivOfValues DivOfLeft DivOfRight DivOfBoth;
    Rem rem: RemOfValues RemOfLeft RemOfRight RemOfBoth;
    BitXor bitxor: BitXorOfValues BitXorOfLeft BitXorOfRight BitXorOfBoth;
    BitOr bitor: BitOrOfValues BitOrOfLeft BitOrOfRight BitOrOfBoth;
    BitAnd bitand: BitAndOfValues BitAndOfLeft BitAndOfRight BitAndOfBoth;
    Shl shl: ShlOfValues ShlOfLeft ShlOfRight ShlOfBoth;
    Shr shr: ShrOfValues ShrOfLeft ShrOfRight ShrOfBoth;
}

sides! {
    assigned
    AddAssign add_assign: AddAssignOfValues AddAssignOfRight;
    SubAssign sub_assign: SubAssignOfValues SubAssignOfRight;
    MulAssign mul_assign: MulAssignOfValues MulAssignOfRight;
    DivAssign div_assign: DivAssignOfValues DivAssignOfRight;
    RemAssign rem_assign: RemAssignOfValues RemAssignOfRight;
    BitXorAssign bitxor_assign: BitXorAssignOfValues BitXorAssignOfRight;
    BitOrAssign bitor_assign: BitOrAssignOfValues BitOrAssignOfRight;
    BitAndAssign bitand_assign: BitAndAssignOfValues BitAndAssignOfRight;
    ShlAssign shl_assign: ShlAssignOfValues ShlAssignOfRight;
    ShrAssign shr_assign: ShrAssignOfValues ShrAssignOfRight;
}

/// There is no operator that takes its sides in one of the ways.
pub trait NoOther {
    /// Compares nothing.
    fn values(&self) {}

    /// Compares nothing.
    fn left_lent(&self) {}

    /// Compares nothing.
    fn right_lent(&self) {}

    /// Compares nothing.
    fn lent(&self) {}
}

impl<L, R, O> NoOther for &Sides<'_, L, R, O> {}

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

/// What is looked at in a build with debug assertions.
#[inline]
#[track_caller]
pub(super) fn agreed<T>(made: T, agree: impl FnOnce(&T)) -> T {
    if cfg!(debug_assertions) {
        agree(&made);
    }
    made
}

/// The sums may round differently.
#[track_caller]
fn assert_same<T: Differentiable>(total: &T, other: &T) {
    assert!(
        is_same(total, other),
        "the total of items and that of references to them differ, and one of them alone is differentiated"
    );
}

fn is_same<T: Differentiable>(value: &T, other: &T) -> bool {
    let mut difference = value.clone();
    difference.scale_by(-1.0);
    difference.accumulate(other);
    let (apart, size) = (difference.inner_product(&difference), value.inner_product(value));
    !apart.is_finite() || apart <= 1e-12 * (1.0 + size)
}
