//! The operators of one operand: negation, and `!`.

use super::{HasSecondOrder, SecondOrder};
use crate::differentiable::Differentiable;

/// Declares the trait of a unary operator, its functions, and what they are for scalars.
macro_rules! unary {
    ($($name:ident $trait:ident $sign:tt $word:literal $message:literal $note:literal:
        $jvp:ident $vjp:ident $vjp_jvp:ident;)*) => {$(
        #[doc = concat!("The ", $word, " of a value, with its derivative.")]
        #[diagnostic::on_unimplemented(message = $message, label = "no rule for this operator", note = $note)]
        pub trait $trait: Differentiable {
            /// What the operator gives.
            type Output: Differentiable;

            /// [`FirstOrder`](super::FirstOrder) or [`SecondOrder`].
            type Order;

            /// The value.
            fn value(&self) -> Self::Output;

            /// The value, and its tangent for the tangent of the operand.
            fn jvp(&self, self_dot: &Self) -> (Self::Output, Self::Output);

            /// The value, and the cotangent of the operand for that of the value.
            fn vjp(&self, y_bar: Self::Output) -> (Self::Output, Self);

            /// [`vjp`](Self::vjp), and its tangent.
            #[allow(clippy::type_complexity, reason = "a pair of what `vjp` gives")]
            fn vjp_jvp(
                &self,
                y_bar: Self::Output,
                self_dot: &Self,
                y_bar_dot: Self::Output,
            ) -> ((Self::Output, Self), (Self::Output, Self));
        }

        #[doc = concat!("`", stringify!($sign), "value`")]
        #[inline]
        pub fn $name<T: $trait>(value: &T) -> T::Output {
            value.value()
        }

        #[doc = concat!("The value and the tangent of [`", stringify!($name), "`].")]
        #[inline]
        pub fn $jvp<T: $trait>(value: &T, value_dot: &T) -> (T::Output, T::Output) {
            value.jvp(value_dot)
        }

        #[doc = concat!("The value of [`", stringify!($name), "`], and the cotangent of its operand.")]
        #[inline]
        pub fn $vjp<T: $trait>(value: &T, y_bar: T::Output) -> (T::Output, T) {
            value.vjp(y_bar)
        }

        #[doc = concat!("[`", stringify!($vjp), "`], and its tangent.")]
        #[allow(clippy::type_complexity, reason = "a pair of what `vjp` gives")]
        #[inline]
        pub fn $vjp_jvp<T: $trait>(
            value: &T,
            y_bar: T::Output,
            value_dot: &T,
            y_bar_dot: T::Output,
        ) -> ((T::Output, T), (T::Output, T))
        where
            T::Order: HasSecondOrder,
        {
            value.vjp_jvp(y_bar, value_dot, y_bar_dot)
        }
    )*};
}

unary! {
    neg Neg - "negation" "the derivative of `-{Self}` is not known"
        "write `#[grad]` on the `impl Neg for {Self}`":
        neg_jvp neg_vjp neg_vjp_jvp;
    not Not ! "negation by bits, or what a type makes of it," "the derivative of `!{Self}` is not known"
        "write `#[grad]` on the `impl Not for {Self}`":
        not_jvp not_vjp not_vjp_jvp;
}

macro_rules! negated {
    ($($ty:ident)*) => {$(
        impl Neg for $ty {
            type Output = $ty;
            type Order = SecondOrder;

            #[inline]
            fn value(&self) -> $ty {
                -self
            }

            #[inline]
            fn jvp(&self, self_dot: &$ty) -> ($ty, $ty) {
                (-self, -self_dot)
            }

            #[inline]
            fn vjp(&self, y_bar: $ty) -> ($ty, $ty) {
                (-self, -y_bar)
            }

            #[inline]
            fn vjp_jvp(&self, y_bar: $ty, self_dot: &$ty, y_bar_dot: $ty) -> (($ty, $ty), ($ty, $ty)) {
                ((-self, -y_bar), (-self_dot, -y_bar_dot))
            }
        }
    )*};
}

negated!(f64 f32 i8 i16 i32 i64 i128 isize);
