//! What generated code needs of a float whose type is a parameter.
//!
//! A generic function has the operators and methods that its bounds give. Its
//! companions need a little more: literals, `+=`, shadows, products in which a zero
//! wins. That is [`Scalar`], and the companions say `T: Scalar` beside the bounds of the
//! function.

use crate::claim;
use crate::collection::Readable;
use crate::differentiable::Differentiable;
use crate::ops;
use crate::product;
use core::fmt::{Debug, Display};
use core::iter::Sum;
use core::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Rem, RemAssign, Sub, SubAssign};

/// `f64` or `f32`: the type of a float in a generic function that is differentiated.
///
/// The companions of `#[grad] fn f<T: Real>(..)` ask for nothing else. Those of
/// `#[grad] fn f<T: num_traits::Float>(..)` ask for `T: Scalar` besides, because
/// nothing of `num_traits` makes a shadow. Who calls them with `f64` or `f32` does not
/// notice; who calls them in a function that is generic itself, adds the bound:
///
/// ```
/// use autodiff_core::generic::Scalar;
///
/// fn half<T: Scalar>(x: T) -> T {
///     x * T::literal(0.5)
/// }
/// assert_eq!((half(3.0_f64), half(3.0_f32)), (1.5, 1.5));
/// ```
///
/// No other type implements it: the rules are those of std's floats.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is differentiated as a float, and is not known to be `f64` or `f32`",
    label = "not known to be a float of std",
    note = "a generic caller of companions adds the bound `{Self}: autodiff::Scalar`",
    note = "a type that meets a float is taken for an alias of one: put an operator on a struct and a float into a `#[grad]` method",
    note = "derivatives are those of `f64` and `f32`; of another type, mark the parameter `#[constant]`"
)]
pub trait Scalar:
    Copy
    + PartialOrd
    + Debug
    + Display
    + Default
    + Differentiable
    + Neg<Output = Self>
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Rem<Output = Self>
    + AddAssign
    + SubAssign
    + MulAssign
    + DivAssign
    + RemAssign
    + Sum
    + claim::Float<Number = Self>
    + claim::HandedOn
    + ops::Add<Output = Self, Order = ops::SecondOrder>
    + ops::Sub<Output = Self, Order = ops::SecondOrder>
    + ops::Mul<Output = Self, Order = ops::SecondOrder>
    + ops::Div<Output = Self, Order = ops::SecondOrder>
    + ops::Rem<Output = Self, Order = ops::SecondOrder>
    + ops::Neg<Output = Self, Order = ops::SecondOrder>
    + Readable<Number = Self>
    + Sealed
    + 'static
{
    /// The tangent of a constant, where a constant is asked for.
    #[doc(hidden)]
    const ZERO_TANGENT: Self;

    /// This number; for `f32`, the nearest one.
    #[must_use]
    fn literal(number: f64) -> Self;

    /// This float as an `f64`, which is exact.
    #[must_use]
    fn widened(self) -> f64;

    /// [`product::zero_wins`] of a derivative and a partial.
    #[doc(hidden)]
    #[must_use]
    fn zero_wins(self, partial: Self) -> Self;

    /// [`product::if_used`] of a derivative and a partial.
    #[doc(hidden)]
    #[must_use]
    fn if_used(self, partial: Self) -> Self;
}

/// Rules are those of std's floats.
#[doc(hidden)]
pub trait Sealed {}

impl Sealed for f64 {}
impl Sealed for f32 {}

impl Scalar for f64 {
    const ZERO_TANGENT: f64 = 0.0;

    #[inline]
    fn literal(number: f64) -> f64 {
        number
    }

    #[inline]
    fn widened(self) -> f64 {
        self
    }

    #[inline]
    fn zero_wins(self, partial: f64) -> f64 {
        product::zero_wins(self, partial)
    }

    #[inline]
    fn if_used(self, partial: f64) -> f64 {
        product::if_used(self, partial)
    }
}

impl Scalar for f32 {
    const ZERO_TANGENT: f32 = 0.0;

    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "the nearest one is meant")]
    fn literal(number: f64) -> f32 {
        number as f32
    }

    #[inline]
    fn widened(self) -> f64 {
        f64::from(self)
    }

    #[inline]
    fn zero_wins(self, partial: f32) -> f32 {
        product::zero_wins_f32(self, partial)
    }

    #[inline]
    fn if_used(self, partial: f32) -> f32 {
        product::if_used_f32(self, partial)
    }
}

/// A type whose bounds say that its methods are those of std's floats: a parameter with
/// the bound `autodiff::Real`, or with `num_traits::Float` under the feature
/// `num-traits`.
#[diagnostic::on_unimplemented(
    message = "the bounds of `{Self}` do not say that its methods are those of std's floats",
    label = "the macro takes a bound called `Float` or `Real` for that of `num_traits` or of `autodiff`",
    note = "for `num_traits::Float`, turn on the feature `num-traits` of `autodiff`",
    note = "of a trait of your own, make one of these its supertrait: `trait Float: autodiff::Real {{ .. }}`"
)]
pub trait Bounded {}

#[cfg(all(feature = "num-traits", any(feature = "std", feature = "libm")))]
impl<T: num_traits::real::Real> Bounded for T {}
#[cfg(not(all(feature = "num-traits", any(feature = "std", feature = "libm"))))]
impl Bounded for f64 {}
#[cfg(not(all(feature = "num-traits", any(feature = "std", feature = "libm"))))]
impl Bounded for f32 {}

/// A type whose bounds say that its methods are those of `nalgebra`'s scalars, under the feature
/// `nalgebra`.
#[diagnostic::on_unimplemented(
    message = "the bounds of `{Self}` do not say that its methods are those of `nalgebra`'s scalars",
    label = "the macro takes a bound called `RealField` for that of `nalgebra`",
    note = "turn on the feature `nalgebra` of `autodiff`"
)]
pub trait OfField {}

#[cfg(feature = "nalgebra")]
impl<T: nalgebra::RealField> OfField for T {}

/// Compiles where a parameter is a scalar of `nalgebra`'s.
#[inline]
pub fn of_field<T: OfField>() {}

/// Declares what the bounds of a parameter have to say so that a name is that of `num_traits`.
macro_rules! of_num_traits {
    ($($trait:ident $bound:ident $message:literal $note:literal;)*) => {$(
        #[doc = concat!("A type with `num_traits::", stringify!($bound), "`.")]
        #[diagnostic::on_unimplemented(message = $message, note = $note)]
        pub trait $trait {}

        #[cfg(any(feature = "nalgebra", all(feature = "num-traits", any(feature = "std", feature = "libm"))))]
        impl<T: num_traits::$bound> $trait for T {}
    )*};
}

of_num_traits! {
    Numeric NumCast
        "the bounds of `{Self}` do not say that `from` is that of `num_traits`"
        "turn on the feature `num-traits` of `autodiff`, and write the bound `num_traits::Float`";
    ToNumber ToPrimitive
        "the bounds of `{Self}` do not say that `to_f64` and `to_f32` are those of `num_traits`"
        "turn on the feature `num-traits` of `autodiff`, and write the bound `num_traits::ToPrimitive`";
    OfZero Zero
        "the bounds of `{Self}` do not say that `zero` is that of `num_traits`"
        "turn on the feature `num-traits` of `autodiff`, and write the bound `num_traits::Zero`";
    OfOne One
        "the bounds of `{Self}` do not say that `one` is that of `num_traits`"
        "turn on the feature `num-traits` of `autodiff`, and write the bound `num_traits::One`";
    OfSigned Signed
        "the bounds of `{Self}` do not say that `abs` and `signum` are those of `num_traits`"
        "turn on the feature `num-traits` of `autodiff`, and write the bound `num_traits::Signed`";
    OfPrimitives FromPrimitive
        "the bounds of `{Self}` do not say that `from_f64` and `from_f32` are those of `num_traits`"
        "turn on the feature `num-traits` of `autodiff`, and write the bound `num_traits::FromPrimitive`";
}

/// Compiles where `from` is that of `num_traits`, of a parameter.
#[inline]
pub fn numeric<T: Numeric>() {}

/// Compiles where `to_f64` and `to_f32` are those of `num_traits`, of a parameter.
#[inline]
pub fn to_primitive<T: ToNumber>() {}

/// Compiles where `zero` is that of `num_traits`, of a parameter.
#[inline]
pub fn of_zero<T: OfZero>() {}

/// Compiles where `one` is that of `num_traits`, of a parameter.
#[inline]
pub fn of_one<T: OfOne>() {}

/// Compiles where `abs` and `signum` are those of `num_traits`, of a parameter.
#[inline]
pub fn of_signed<T: OfSigned>() {}

/// Compiles where `from_f64` and `from_f32` are those of `num_traits`, of a parameter.
#[inline]
pub fn of_primitives<T: OfPrimitives>() {}

/// Compiles where a type is `f64` or `f32`.
#[inline]
pub fn scalar<T: Scalar>() {}

/// A literal of the type that its place wants.
#[inline]
#[must_use]
pub fn literal<T: Scalar>(number: f64) -> T {
    T::literal(number)
}

/// Compiles where the bounds of a parameter say that its methods are those of floats.
#[inline]
pub fn bounded<T: Bounded>() {}

#[cfg(test)]
mod tests {
    use super::Scalar;

    fn all<T: Scalar>(x: f64) -> [f64; 4] {
        let (zero, inf) = (T::literal(0.0), T::literal(f64::INFINITY));
        [
            T::literal(x).widened(),
            zero.zero_wins(inf).widened(),
            inf.if_used(zero).widened(),
            zero.if_used(inf).widened(),
        ]
    }

    #[test]
    fn both_floats_do_the_same() {
        for [literal, scaled, kept, dropped] in [all::<f64>(0.5), all::<f32>(0.5)] {
            assert_eq!((literal, scaled, dropped), (0.5, 0.0, 0.0));
            assert!(kept.is_nan());
        }
        assert_eq!(f32::literal(0.1), 0.1_f32);
    }
}
