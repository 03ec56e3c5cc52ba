//! Totals, `items.sum()`, of types that the macro does not see.
//!
//! A `Sum` of the user's is whatever its body does with its items. So the items are brought into a
//! slice, and the rule is that of a function of a slice; its value is that of the user's `impl`.
//! `#[grad] impl Sum for Vec3 { .. }` implements it.

use super::{HasSecondOrder, SecondOrder};
use crate::differentiable::Differentiable;

/// Declares the trait of a total, and its functions.
macro_rules! total {
    ($name:ident $trait:ident $method:literal: $jvp:ident $vjp_into:ident $vjp_into_jvp:ident) => {
        #[doc = concat!("`items.", $method, "()`, with its derivative.")]
        #[diagnostic::on_unimplemented(
            message = "the derivative of the total of `{A}`s in a `{Self}` is not known",
            label = "no rule for this total",
            note = "write `#[grad]` on the `impl` of it for `{Self}`, or a `fold`"
        )]
        pub trait $trait<A: Differentiable = Self>: Differentiable {
            /// [`FirstOrder`](super::FirstOrder) or [`SecondOrder`].
            type Order;

            /// The value.
            fn value(items: &[A]) -> Self;

            /// The value, and its tangent for the tangents of the items.
            fn jvp(items: &[A], items_dot: &[A]) -> (Self, Self);

            /// The value; the cotangents of the items are added to what is there.
            fn vjp_into(items: &[A], y_bar: Self, items_bar: &mut [A]) -> Self;

            /// The tangent of [`vjp_into`](Self::vjp_into).
            fn vjp_into_jvp(
                items: &[A],
                y_bar: Self,
                items_bar: &mut [A],
                items_dot: &[A],
                y_bar_dot: Self,
                items_bar_dot: &mut [A],
            ) -> (Self, Self);
        }

        #[doc = concat!("`items.", $method, "()`")]
        #[inline]
        pub fn $name<T: $trait<A>, A: Differentiable>(items: &[A]) -> T {
            T::value(items)
        }

        #[doc = concat!("The value and the tangent of [`", stringify!($name), "`].")]
        #[inline]
        pub fn $jvp<T: $trait<A>, A: Differentiable>(items: &[A], items_dot: &[A]) -> (T, T) {
            T::jvp(items, items_dot)
        }

        #[doc = concat!("The value of [`", stringify!($name), "`]; the cotangents of the items are added to what is there.")]
        #[inline]
        pub fn $vjp_into<T: $trait<A>, A: Differentiable>(items: &[A], y_bar: T, items_bar: &mut [A]) -> T {
            T::vjp_into(items, y_bar, items_bar)
        }

        #[doc = concat!("The tangent of [`", stringify!($vjp_into), "`].")]
        #[inline]
        pub fn $vjp_into_jvp<T: $trait<A>, A: Differentiable>(
            items: &[A],
            y_bar: T,
            items_bar: &mut [A],
            items_dot: &[A],
            y_bar_dot: T,
            items_bar_dot: &mut [A],
        ) -> (T, T)
        where
            T::Order: HasSecondOrder,
        {
            T::vjp_into_jvp(items, y_bar, items_bar, items_dot, y_bar_dot, items_bar_dot)
        }
    };
}

total!(sum Sum "sum": sum_jvp sum_vjp_into sum_vjp_into_jvp);
total!(product Product "product": product_jvp product_vjp_into product_vjp_into_jvp);

/// Floats under another name, whose sum the macro takes for that of a type of its own.
macro_rules! floats {
    ($($float:ident)*) => {$(
        impl Sum for $float {
            type Order = SecondOrder;

            fn value(items: &[$float]) -> $float {
                items.iter().sum()
            }

            fn jvp(items: &[$float], items_dot: &[$float]) -> ($float, $float) {
                (items.iter().sum(), items_dot.iter().sum())
            }

            fn vjp_into(items: &[$float], y_bar: $float, items_bar: &mut [$float]) -> $float {
                items_bar.iter_mut().for_each(|bar| *bar += y_bar);
                items.iter().sum()
            }

            fn vjp_into_jvp(
                items: &[$float],
                y_bar: $float,
                items_bar: &mut [$float],
                items_dot: &[$float],
                y_bar_dot: $float,
                items_bar_dot: &mut [$float],
            ) -> ($float, $float) {
                items_bar.iter_mut().for_each(|bar| *bar += y_bar);
                items_bar_dot.iter_mut().for_each(|bar| *bar += y_bar_dot);
                <$float as Sum>::jvp(items, items_dot)
            }
        }
    )*};
}

floats!(f64 f32);
