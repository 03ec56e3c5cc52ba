//! `T::from(value)` and `value.into()`, with their derivatives.
//!
//! A type has a `From` for each type that it is made of, and `T::from_jvp` would be the name of
//! all of their companions. So these are the methods of a trait, as those of operators are:
//! `#[grad] impl From<Polar> for Vec3 { .. }` implements [`Convert`], and rustc finds the one for
//! the value that is given. A function of the type's own that is called `from` comes first.

use super::{HasSecondOrder, SecondOrder};
use crate::differentiable::Differentiable;

/// That a value of this type is made of one of `A`, with its derivative.
#[diagnostic::on_unimplemented(
    message = "the derivative of `{Self}::from` for `{A}` is not known",
    label = "no rule for this conversion",
    note = "write `#[grad]` on the `impl From<{A}> for {Self}`"
)]
pub trait Convert<A>: Sized {
    /// A tangent of what is made, and its cotangent.
    type Made;

    /// A tangent of what is given.
    type Tangent;

    /// Its shadow.
    type Shadow: ?Sized;

    /// Its cotangent.
    type Cotangent;

    /// [`FirstOrder`](super::FirstOrder) or [`SecondOrder`].
    type Order;

    /// The value, and its tangent.
    fn jvp(of: A, of_dot: Self::Tangent) -> (Self, Self::Made);

    /// The value, and the cotangent of what it is made of.
    fn vjp(of: A, y_bar: Self::Made) -> (Self, Self::Cotangent);

    /// The value. The cotangent of what it is made of is added to the shadow.
    fn vjp_into(of: A, y_bar: Self::Made, of_bar: &mut Self::Shadow) -> Self;

    /// [`vjp`](Self::vjp), and its tangent. Only what is one float is asked for it.
    #[allow(clippy::type_complexity, reason = "a pair of what `vjp` gives")]
    fn vjp_jvp(
        of: A,
        y_bar: Self::Made,
        of_dot: Self::Tangent,
        y_bar_dot: Self::Made,
    ) -> ((Self, Self::Cotangent), (Self::Made, Self::Cotangent));

    /// [`vjp_into`](Self::vjp_into), and its tangent.
    fn vjp_into_jvp(
        of: A,
        y_bar: Self::Made,
        of_bar: &mut Self::Shadow,
        of_dot: Self::Tangent,
        y_bar_dot: Self::Made,
        of_bar_dot: &mut Self::Shadow,
    ) -> (Self, Self::Made);
}

/// A value is made of itself: `value.into()` where nothing is to be done.
impl<T: Differentiable> Convert<T> for T {
    type Made = T;
    type Tangent = T;
    type Shadow = T;
    type Cotangent = T;
    type Order = SecondOrder;

    #[inline]
    fn jvp(of: T, of_dot: T) -> (T, T) {
        (of, of_dot)
    }

    #[inline]
    fn vjp(of: T, y_bar: T) -> (T, T) {
        (of, y_bar)
    }

    #[inline]
    fn vjp_into(of: T, y_bar: T, of_bar: &mut T) -> T {
        of_bar.accumulate(&y_bar);
        of
    }

    #[inline]
    fn vjp_jvp(of: T, y_bar: T, of_dot: T, y_bar_dot: T) -> ((T, T), (T, T)) {
        ((of, y_bar), (of_dot, y_bar_dot))
    }

    #[inline]
    fn vjp_into_jvp(of: T, y_bar: T, of_bar: &mut T, of_dot: T, y_bar_dot: T, of_bar_dot: &mut T) -> (T, T) {
        of_bar.accumulate(&y_bar);
        of_bar_dot.accumulate(&y_bar_dot);
        (of, of_dot)
    }
}

/// The companions, by the naming protocol.
#[allow(missing_docs, clippy::type_complexity, reason = "the naming protocol")]
pub trait Converted<A>: Convert<A> {
    #[inline]
    fn from_jvp(of: A, of_dot: Self::Tangent) -> (Self, Self::Made) {
        Self::jvp(of, of_dot)
    }

    #[inline]
    fn from_vjp(of: A, y_bar: Self::Made) -> (Self, Self::Cotangent) {
        Self::vjp(of, y_bar)
    }

    #[inline]
    fn from_vjp_into(of: A, y_bar: Self::Made, of_bar: &mut Self::Shadow) -> Self {
        Self::vjp_into(of, y_bar, of_bar)
    }

    #[inline]
    fn from_vjp_jvp(
        of: A,
        y_bar: Self::Made,
        of_dot: Self::Tangent,
        y_bar_dot: Self::Made,
    ) -> ((Self, Self::Cotangent), (Self::Made, Self::Cotangent))
    where
        Self::Order: HasSecondOrder,
    {
        Self::vjp_jvp(of, y_bar, of_dot, y_bar_dot)
    }

    #[inline]
    fn from_vjp_into_jvp(
        of: A,
        y_bar: Self::Made,
        of_bar: &mut Self::Shadow,
        of_dot: Self::Tangent,
        y_bar_dot: Self::Made,
        of_bar_dot: &mut Self::Shadow,
    ) -> (Self, Self::Made)
    where
        Self::Order: HasSecondOrder,
    {
        Self::vjp_into_jvp(of, y_bar, of_bar, of_dot, y_bar_dot, of_bar_dot)
    }
}

impl<T: Convert<A>, A> Converted<A> for T {}

/// The same to a type that rustc finds, by what the value is used for: `area(&shape.into())`.
#[derive(Debug)]
pub struct Inferred;

#[allow(missing_docs, clippy::type_complexity, clippy::should_implement_trait, reason = "the naming protocol")]
impl Inferred {
    #[inline]
    pub fn from<A, T: From<A>>(of: A) -> T {
        <T as From<A>>::from(of)
    }

    #[inline]
    pub fn from_jvp<A, T: Convert<A, Made = T>>(of: A, of_dot: T::Tangent) -> (T, T) {
        T::jvp(of, of_dot)
    }

    #[inline]
    pub fn from_vjp<A, T: Convert<A, Made = T>>(of: A, y_bar: T) -> (T, T::Cotangent) {
        T::vjp(of, y_bar)
    }

    #[inline]
    pub fn from_vjp_into<A, T: Convert<A, Made = T>>(of: A, y_bar: T, of_bar: &mut T::Shadow) -> T {
        T::vjp_into(of, y_bar, of_bar)
    }

    #[inline]
    pub fn from_vjp_jvp<A, T: Convert<A, Made = T, Order: HasSecondOrder>>(
        of: A,
        y_bar: T,
        of_dot: T::Tangent,
        y_bar_dot: T,
    ) -> ((T, T::Cotangent), (T, T::Cotangent)) {
        T::vjp_jvp(of, y_bar, of_dot, y_bar_dot)
    }

    #[inline]
    pub fn from_vjp_into_jvp<A, T: Convert<A, Made = T, Order: HasSecondOrder>>(
        of: A,
        y_bar: T,
        of_bar: &mut T::Shadow,
        of_dot: T::Tangent,
        y_bar_dot: T,
        of_bar_dot: &mut T::Shadow,
    ) -> (T, T) {
        T::vjp_into_jvp(of, y_bar, of_bar, of_dot, y_bar_dot, of_bar_dot)
    }
}

/// Conversions that are linear: the tangent is made as the value is. The second closure is the
/// way back, of a cotangent.
#[cfg(any(feature = "glam", feature = "nalgebra", feature = "num-complex"))]
macro_rules! linear_conversions {
    ($([$($generics:tt)*] $given:ty => $made:ty: |$of:ident| $value:expr, |$bar:ident| $back:expr;)*) => {$(
        impl<$($generics)*> crate::ops::Convert<$given> for $made {
            type Made = $made;
            type Tangent = $given;
            type Shadow = $given;
            type Cotangent = $given;
            type Order = crate::ops::SecondOrder;

            #[inline]
            fn jvp(of: $given, of_dot: $given) -> ($made, $made) {
                let make = |$of: $given| -> $made { $value };
                (make(of), make(of_dot))
            }

            #[inline]
            fn vjp(of: $given, y_bar: $made) -> ($made, $given) {
                let make = |$of: $given| -> $made { $value };
                let back = |$bar: $made| -> $given { $back };
                (make(of), back(y_bar))
            }

            #[inline]
            fn vjp_into(of: $given, y_bar: $made, of_bar: &mut $given) -> $made {
                let (made, more) = Self::vjp(of, y_bar);
                crate::differentiable::Differentiable::accumulate(of_bar, &more);
                made
            }

            #[inline]
            fn vjp_jvp(of: $given, y_bar: $made, of_dot: $given, y_bar_dot: $made) -> (($made, $given), ($made, $given)) {
                (Self::vjp(of, y_bar), Self::vjp(of_dot, y_bar_dot))
            }

            #[inline]
            fn vjp_into_jvp(
                of: $given,
                y_bar: $made,
                of_bar: &mut $given,
                of_dot: $given,
                y_bar_dot: $made,
                of_bar_dot: &mut $given,
            ) -> ($made, $made) {
                (Self::vjp_into(of, y_bar, of_bar), Self::vjp_into(of_dot, y_bar_dot, of_bar_dot))
            }
        }
    )*};
}
#[cfg(any(feature = "glam", feature = "nalgebra", feature = "num-complex"))]
pub(crate) use linear_conversions;

/// A wider float, and the floats of integers.
macro_rules! of_scalars {
    ($($given:ident => $made:ident [$dot:expr] [$back:expr];)*) => {$(
        impl Convert<$given> for $made {
            type Made = $made;
            type Tangent = $given;
            type Shadow = $given;
            type Cotangent = $given;
            type Order = SecondOrder;

            #[inline]
            fn jvp(of: $given, of_dot: $given) -> ($made, $made) {
                let dot: fn($given) -> $made = $dot;
                ($made::from(of), dot(of_dot))
            }

            #[inline]
            fn vjp(of: $given, y_bar: $made) -> ($made, $given) {
                let back: fn($made) -> $given = $back;
                ($made::from(of), back(y_bar))
            }

            #[inline]
            fn vjp_into(of: $given, y_bar: $made, of_bar: &mut $given) -> $made {
                let (made, more) = Self::vjp(of, y_bar);
                of_bar.accumulate(&more);
                made
            }

            #[inline]
            fn vjp_jvp(of: $given, y_bar: $made, of_dot: $given, y_bar_dot: $made) -> (($made, $given), ($made, $given)) {
                let (made, bar) = Self::vjp(of, y_bar);
                let (_, bar_dot) = Self::vjp(of, y_bar_dot);
                ((made, bar), (Self::jvp(of, of_dot).1, bar_dot))
            }

            #[inline]
            fn vjp_into_jvp(
                of: $given,
                y_bar: $made,
                of_bar: &mut $given,
                of_dot: $given,
                y_bar_dot: $made,
                of_bar_dot: &mut $given,
            ) -> ($made, $made) {
                let ((made, more), (made_dot, more_dot)) = Self::vjp_jvp(of, y_bar, of_dot, y_bar_dot);
                of_bar.accumulate(&more);
                of_bar_dot.accumulate(&more_dot);
                (made, made_dot)
            }
        }
    )*};
    (@integers $made:ident: $($given:ident)*) => {
        of_scalars! {$($given => $made [|_| 0.0] [|_| 0];)*}
    };
}

#[allow(clippy::cast_possible_truncation, reason = "the cotangent of what was narrow")]
const _: () = {
    of_scalars! { f32 => f64 [f64::from] [|bar| bar as f32]; }
};
of_scalars!(@integers f64: i8 i16 i32 u8 u16 u32);
of_scalars!(@integers f32: i8 i16 u8 u16);
