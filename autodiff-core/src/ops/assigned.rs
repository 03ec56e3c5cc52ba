//! The operators that assign: `a += b` need not be `a = a + b`.
//!
//! So they have traits of their own, and no rule of `+` stands in for one of `+=`. Each is
//! the function of the old value and the operand that gives the new value.

use super::agreement::agreed;
use super::{HasSecondOrder, SecondOrder, Tangent};
use crate::differentiable::Differentiable;

/// Declares the trait of an operator that assigns, its functions, and what they are for
/// scalars, where it is the operator.
macro_rules! assigned {
    (@scalars $trait:ident $plain:ident: [$($scalar:ident)*]) => {$(
        impl $trait for $scalar {
            type Order = SecondOrder;

            #[inline]
            fn value(&self, right: &$scalar) -> $scalar {
                super::$plain::value(self, right)
            }

            #[inline]
            fn jvp(&self, right: &$scalar, self_dot: &$scalar, right_dot: &$scalar) -> ($scalar, $scalar) {
                super::$plain::jvp(self, right, self_dot, right_dot)
            }

            #[inline]
            fn vjp(&self, right: &$scalar, y_bar: $scalar) -> ($scalar, ($scalar, $scalar)) {
                super::$plain::vjp(self, right, y_bar)
            }

            #[inline]
            fn vjp_jvp(
                &self,
                right: &$scalar,
                y_bar: $scalar,
                self_dot: &$scalar,
                right_dot: &$scalar,
                y_bar_dot: $scalar,
            ) -> (($scalar, ($scalar, $scalar)), ($scalar, ($scalar, $scalar))) {
                super::$plain::vjp_jvp(self, right, y_bar, self_dot, right_dot, y_bar_dot)
            }
        }
    )*};
    ($scalars:tt $($name:ident $trait:ident of $plain:ident $word:literal $message:literal $note:literal:
        $jvp:ident $vjp:ident $vjp_jvp:ident;)*) => {$(
        #[doc = concat!("What `", $word, "` makes of a value, with its derivative.")]
        #[diagnostic::on_unimplemented(
            message = $message,
            label = "no rule for this operator",
            note = $note
        )]
        pub trait $trait<R: Differentiable = Self>: Differentiable {
            /// [`FirstOrder`](super::FirstOrder) or [`SecondOrder`].
            type Order;

            /// The new value.
            #[must_use]
            fn value(&self, right: &R) -> Self;

            /// Panics if the operator with a reference, or with a value, makes something else of it.
            fn agree(&self, _right: &R, _value: &Self) {}

            /// The new value, and its tangent for those of the old one and the operand.
            fn jvp(&self, right: &R, self_dot: &Self, right_dot: &R) -> (Self, Self);

            /// The new value, and the cotangents of the old one and the operand for its own.
            fn vjp(&self, right: &R, y_bar: Self) -> (Self, (Self, R));

            /// [`vjp`](Self::vjp), and its tangent.
            #[allow(clippy::type_complexity, reason = "a pair of what `vjp` gives")]
            fn vjp_jvp(
                &self,
                right: &R,
                y_bar: Self,
                self_dot: &Self,
                right_dot: &R,
                y_bar_dot: Self,
            ) -> ((Self, (Self, R)), (Self, (Self, R)));
        }

        #[doc = concat!("What `left ", $word, " right` makes of `left`.")]
        #[inline]
        pub fn $name<L: $trait<R>, R: Differentiable>(left: &L, right: &R) -> L {
            agreed(left.value(right), |value| left.agree(right, value))
        }

        #[doc = concat!("The value and the tangent of [`", stringify!($name), "`].")]
        #[inline]
        pub fn $jvp<L: $trait<R>, R: Differentiable>(
            left: &L,
            right: &R,
            left_dot: impl Tangent<L>,
            right_dot: impl Tangent<R>,
        ) -> (L, L) {
            let (mut left_zero, mut right_zero) = (None, None);
            let (left_dot, right_dot) = (left_dot.or_zero(left, &mut left_zero), right_dot.or_zero(right, &mut right_zero));
            agreed(left.jvp(right, left_dot, right_dot), |(value, _)| left.agree(right, value))
        }

        #[doc = concat!("The value of [`", stringify!($name), "`], and the cotangents of what it is made of.")]
        #[inline]
        pub fn $vjp<L: $trait<R>, R: Differentiable>(left: &L, right: &R, y_bar: L) -> (L, (L, R)) {
            agreed(left.vjp(right, y_bar), |(value, _)| left.agree(right, value))
        }

        #[doc = concat!("[`", stringify!($vjp), "`], and its tangent.")]
        #[allow(clippy::type_complexity, reason = "a pair of what `vjp` gives")]
        #[inline]
        pub fn $vjp_jvp<L: $trait<R>, R: Differentiable>(
            left: &L,
            right: &R,
            y_bar: L,
            left_dot: impl Tangent<L>,
            right_dot: impl Tangent<R>,
            y_bar_dot: L,
        ) -> ((L, (L, R)), (L, (L, R)))
        where
            L::Order: HasSecondOrder,
        {
            let (mut left_zero, mut right_zero) = (None, None);
            let left_dot = left_dot.or_zero(left, &mut left_zero);
            let right_dot = right_dot.or_zero(right, &mut right_zero);
            let both = left.vjp_jvp(right, y_bar, left_dot, right_dot, y_bar_dot);
            agreed(both, |((value, _), _)| left.agree(right, value))
        }

        assigned!(@scalars $trait $plain: $scalars);
    )*};
}

assigned! {
    [f64 f32 i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize]
    add_assign AddAssign of Add "+=" "the derivative of `{Self} += {R}` is not known"
        "write `#[grad]` on the `impl AddAssign<{R}> for {Self}`":
        add_assign_jvp add_assign_vjp add_assign_vjp_jvp;
    sub_assign SubAssign of Sub "-=" "the derivative of `{Self} -= {R}` is not known"
        "write `#[grad]` on the `impl SubAssign<{R}> for {Self}`":
        sub_assign_jvp sub_assign_vjp sub_assign_vjp_jvp;
    mul_assign MulAssign of Mul "*=" "the derivative of `{Self} *= {R}` is not known"
        "write `#[grad]` on the `impl MulAssign<{R}> for {Self}`":
        mul_assign_jvp mul_assign_vjp mul_assign_vjp_jvp;
    div_assign DivAssign of Div "/=" "the derivative of `{Self} /= {R}` is not known"
        "write `#[grad]` on the `impl DivAssign<{R}> for {Self}`":
        div_assign_jvp div_assign_vjp div_assign_vjp_jvp;
    rem_assign RemAssign of Rem "%=" "the derivative of `{Self} %= {R}` is not known"
        "write `#[grad]` on the `impl RemAssign<{R}> for {Self}`":
        rem_assign_jvp rem_assign_vjp rem_assign_vjp_jvp;
}

assigned! {
    [i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize]
    bitxor_assign BitXorAssign of BitXor "^=" "the derivative of `{Self} ^= {R}` is not known"
        "write `#[grad]` on the `impl BitXorAssign<{R}> for {Self}`":
        bitxor_assign_jvp bitxor_assign_vjp bitxor_assign_vjp_jvp;
    bitor_assign BitOrAssign of BitOr "|=" "the derivative of `{Self} |= {R}` is not known"
        "write `#[grad]` on the `impl BitOrAssign<{R}> for {Self}`":
        bitor_assign_jvp bitor_assign_vjp bitor_assign_vjp_jvp;
    bitand_assign BitAndAssign of BitAnd "&=" "the derivative of `{Self} &= {R}` is not known"
        "write `#[grad]` on the `impl BitAndAssign<{R}> for {Self}`":
        bitand_assign_jvp bitand_assign_vjp bitand_assign_vjp_jvp;
    shl_assign ShlAssign of Shl "<<=" "the derivative of `{Self} <<= {R}` is not known"
        "write `#[grad]` on the `impl ShlAssign<{R}> for {Self}`":
        shl_assign_jvp shl_assign_vjp shl_assign_vjp_jvp;
    shr_assign ShrAssign of Shr ">>=" "the derivative of `{Self} >>= {R}` is not known"
        "write `#[grad]` on the `impl ShrAssign<{R}> for {Self}`":
        shr_assign_jvp shr_assign_vjp shr_assign_vjp_jvp;
}
