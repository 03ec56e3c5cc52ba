//! Totals, `items.sum()`, of types that the macro does not see.
//!
//! A `Sum` of the user's is whatever its body does with its items. So the items are brought into a
//! slice, and the rule is that of a function of a slice; its value is that of the user's `impl`.
//! `#[grad] impl Sum for Vec3 { .. }` implements it.

use super::agreement::agreed;
use super::{HasSecondOrder, SecondOrder};
use crate::differentiable::Differentiable;
use core::iter;

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

            /// Panics if the method of std for references to the items, or for the items, comes to
            /// something else: one of the two alone is differentiated.
            fn agree(_items: &[A], _total: &Self) {}

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
            agreed(T::value(items), |total| T::agree(items, total))
        }

        #[doc = concat!("The value and the tangent of [`", stringify!($name), "`].")]
        #[inline]
        pub fn $jvp<T: $trait<A>, A: Differentiable>(items: &[A], items_dot: &[A]) -> (T, T) {
            agreed(T::jvp(items, items_dot), |(total, _)| T::agree(items, total))
        }

        #[doc = concat!("The value of [`", stringify!($name), "`]; the cotangents of the items are added to what is there.")]
        #[inline]
        pub fn $vjp_into<T: $trait<A>, A: Differentiable>(items: &[A], y_bar: T, items_bar: &mut [A]) -> T {
            agreed(T::vjp_into(items, y_bar, items_bar), |total| T::agree(items, total))
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
            let both = T::vjp_into_jvp(items, y_bar, items_bar, items_dot, y_bar_dot, items_bar_dot);
            agreed(both, |(total, _)| T::agree(items, total))
        }
    };
}

total!(sum Sum "sum": sum_jvp sum_vjp_into sum_vjp_into_jvp);
total!(product Product "product": product_jvp product_vjp_into product_vjp_into_jvp);

/// What `Sum` brings together by `+`, from zero on: floats, whose sum under another name is taken
/// for that of a type that is not seen, and vectors of other crates. Nobody else's need be a fold.
pub trait SumIsFold: Differentiable + Clone + iter::Sum {}

impl SumIsFold for f64 {}
impl SumIsFold for f32 {}

#[diagnostic::do_not_recommend]
impl<T: SumIsFold> Sum for T {
    type Order = SecondOrder;

    #[inline]
    fn value(items: &[T]) -> T {
        items.iter().cloned().sum()
    }

    #[inline]
    fn jvp(items: &[T], items_dot: &[T]) -> (T, T) {
        (<T as Sum>::value(items), <T as Sum>::value(items_dot))
    }

    #[inline]
    fn vjp_into(items: &[T], y_bar: T, items_bar: &mut [T]) -> T {
        items_bar.iter_mut().for_each(|bar| bar.accumulate(&y_bar));
        <T as Sum>::value(items)
    }

    #[inline]
    fn vjp_into_jvp(
        items: &[T],
        y_bar: T,
        items_bar: &mut [T],
        items_dot: &[T],
        y_bar_dot: T,
        items_bar_dot: &mut [T],
    ) -> (T, T) {
        items_bar.iter_mut().for_each(|bar| bar.accumulate(&y_bar));
        items_bar_dot.iter_mut().for_each(|bar| bar.accumulate(&y_bar_dot));
        <T as Sum>::jvp(items, items_dot)
    }
}
