//! The operators of types that the macro does not see, with their derivatives.
//!
//! In `a.pos - b.pos` the macro does not see what is subtracted. Generated code calls
//! [`sub`] and its companions, which are named like those of any function; rustc finds the
//! types, and by the traits of this module the rules. `#[grad] impl Sub for Vec3 { .. }`
//! implements them. The tangent and the cotangent of an operand have the operand's type.
//!
//! An operator takes its operands by reference: `a - b`, `&a - b`, `*a - &b` have one
//! rule, for the values behind. It gives each cotangent as a value, so both operands may be
//! parts of one thing, as two elements of a slice are.

use crate::differentiable::Differentiable;
use crate::product::{zero_wins, zero_wins_f32};

pub mod agreement;
mod assigned;
mod convert;
mod discrete;
mod tangent;
mod total;
mod unary;

pub use assigned::{
    AddAssign, BitAndAssign, BitOrAssign, BitXorAssign, DivAssign, MulAssign, RemAssign, ShlAssign, ShrAssign,
    SubAssign, add_assign, add_assign_jvp, add_assign_vjp, add_assign_vjp_jvp, bitand_assign, bitand_assign_jvp,
    bitand_assign_vjp, bitand_assign_vjp_jvp, bitor_assign, bitor_assign_jvp, bitor_assign_vjp, bitor_assign_vjp_jvp,
    bitxor_assign, bitxor_assign_jvp, bitxor_assign_vjp, bitxor_assign_vjp_jvp, div_assign, div_assign_jvp,
    div_assign_vjp, div_assign_vjp_jvp, mul_assign, mul_assign_jvp, mul_assign_vjp, mul_assign_vjp_jvp, rem_assign,
    rem_assign_jvp, rem_assign_vjp, rem_assign_vjp_jvp, shl_assign, shl_assign_jvp, shl_assign_vjp, shl_assign_vjp_jvp,
    shr_assign, shr_assign_jvp, shr_assign_vjp, shr_assign_vjp_jvp, sub_assign, sub_assign_jvp, sub_assign_vjp,
    sub_assign_vjp_jvp,
};

use agreement::agreed;
#[cfg(any(feature = "glam", feature = "nalgebra", feature = "num-complex"))]
pub(crate) use convert::linear_conversions;
pub use convert::{Convert, Converted, Inferred};
pub use tangent::Tangent;
pub use total::{
    Product, Sum, SumIsFold, product, product_jvp, product_vjp_into, product_vjp_into_jvp, sum, sum_jvp, sum_vjp_into,
    sum_vjp_into_jvp,
};
pub use unary::{Neg, Not, neg, neg_jvp, neg_vjp, neg_vjp_jvp, not, not_jvp, not_vjp, not_vjp_jvp};

/// An operand of which nothing is seen: it may stand behind a reference, which the method
/// call sees through.
pub trait Operand {
    /// A reference to the value.
    fn as_operand(&self) -> &Self;
}

impl<T: Differentiable> Operand for T {
    #[inline]
    fn as_operand(&self) -> &T {
        self
    }
}

/// The order of an operator that has first derivatives alone: its body calls a function
/// that need not have more.
#[derive(Clone, Copy, Debug)]
pub struct FirstOrder;

/// The order of an operator that has second derivatives too.
#[derive(Clone, Copy, Debug)]
pub struct SecondOrder;

/// An order with second derivatives.
#[diagnostic::on_unimplemented(
    message = "this operator has no second derivative",
    label = "its tangent of the adjoint is asked for here",
    note = "its body calls a function; write `#[grad(hvp)]` on the `impl` of the operator, and on what it calls"
)]
pub trait HasSecondOrder {}

impl HasSecondOrder for SecondOrder {}

/// Declares the trait of a binary operator, its functions, and what they are for floats
/// and integers.
macro_rules! binary {
    ($($name:ident $trait:ident $sign:tt $word:literal $message:literal $note:literal:
        $jvp:ident $vjp:ident $vjp_jvp:ident;)*) => {$(
        #[doc = concat!("The ", $word, " of values, with its derivative.")]
        #[diagnostic::on_unimplemented(
            message = $message,
            label = "no rule for this operator",
            note = $note
        )]
        pub trait $trait<R: Differentiable = Self>: Differentiable {
            /// What the operator gives.
            type Output: Differentiable;

            /// [`FirstOrder`] or [`SecondOrder`].
            type Order;

            /// The value.
            fn value(&self, right: &R) -> Self::Output;

            /// Panics if the operator on references, or on values, gives something else.
            fn agree(&self, _right: &R, _value: &Self::Output) {}

            /// The value, and its tangent for the tangents of the operands.
            fn jvp(&self, right: &R, self_dot: &Self, right_dot: &R) -> (Self::Output, Self::Output);

            /// The value, and the cotangents of the operands for that of the value.
            fn vjp(&self, right: &R, y_bar: Self::Output) -> (Self::Output, (Self, R));

            /// [`vjp`](Self::vjp), and its tangent.
            #[allow(clippy::type_complexity, reason = "a pair of what `vjp` gives")]
            fn vjp_jvp(
                &self,
                right: &R,
                y_bar: Self::Output,
                self_dot: &Self,
                right_dot: &R,
                y_bar_dot: Self::Output,
            ) -> ((Self::Output, (Self, R)), (Self::Output, (Self, R)));
        }

        #[doc = concat!("`left ", stringify!($sign), " right`")]
        #[inline]
        pub fn $name<L: $trait<R>, R: Differentiable>(left: &L, right: &R) -> L::Output {
            agreed(left.value(right), |value| left.agree(right, value))
        }

        #[doc = concat!("The value and the tangent of [`", stringify!($name), "`].")]
        #[inline]
        pub fn $jvp<L: $trait<R>, R: Differentiable>(
            left: &L,
            right: &R,
            left_dot: impl Tangent<L>,
            right_dot: impl Tangent<R>,
        ) -> (L::Output, L::Output) {
            let (mut left_zero, mut right_zero) = (None, None);
            let (left_dot, right_dot) = (left_dot.or_zero(left, &mut left_zero), right_dot.or_zero(right, &mut right_zero));
            agreed(left.jvp(right, left_dot, right_dot), |(value, _)| left.agree(right, value))
        }

        #[doc = concat!("The value of [`", stringify!($name), "`], and the cotangents of its operands.")]
        #[inline]
        pub fn $vjp<L: $trait<R>, R: Differentiable>(left: &L, right: &R, y_bar: L::Output) -> (L::Output, (L, R)) {
            agreed(left.vjp(right, y_bar), |(value, _)| left.agree(right, value))
        }

        #[doc = concat!("[`", stringify!($vjp), "`], and its tangent.")]
        #[allow(clippy::type_complexity, reason = "a pair of what `vjp` gives")]
        #[inline]
        pub fn $vjp_jvp<L: $trait<R>, R: Differentiable>(
            left: &L,
            right: &R,
            y_bar: L::Output,
            left_dot: impl Tangent<L>,
            right_dot: impl Tangent<R>,
            y_bar_dot: L::Output,
        ) -> ((L::Output, (L, R)), (L::Output, (L, R)))
        where
            L::Order: HasSecondOrder,
        {
            let (mut left_zero, mut right_zero) = (None, None);
            let left_dot = left_dot.or_zero(left, &mut left_zero);
            let right_dot = right_dot.or_zero(right, &mut right_zero);
            let both = left.vjp_jvp(right, y_bar, left_dot, right_dot, y_bar_dot);
            agreed(both, |((value, _), _)| left.agree(right, value))
        }

        binary!(@integers $trait $sign: i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
    )*};
    (@integers $trait:ident $sign:tt: $($int:ident)*) => {$(
        /// An integer has no derivative.
        impl $trait for $int {
            type Output = $int;
            type Order = SecondOrder;

            #[inline]
            fn value(&self, right: &$int) -> $int {
                self $sign right
            }

            #[inline]
            fn jvp(&self, right: &$int, _: &$int, _: &$int) -> ($int, $int) {
                (self $sign right, 0)
            }

            #[inline]
            fn vjp(&self, right: &$int, _: $int) -> ($int, ($int, $int)) {
                (self $sign right, (0, 0))
            }

            #[inline]
            fn vjp_jvp(
                &self,
                right: &$int,
                _: $int,
                _: &$int,
                _: &$int,
                _: $int,
            ) -> (($int, ($int, $int)), ($int, ($int, $int))) {
                ((self $sign right, (0, 0)), (0, (0, 0)))
            }
        }
    )*};
}

binary! {
    add Add + "sum" "the derivative of `{Self} + {R}` is not known"
        "write `#[grad]` on the `impl Add<{R}> for {Self}`, or give an operand its type by a `let`":
        add_jvp add_vjp add_vjp_jvp;
    sub Sub - "difference" "the derivative of `{Self} - {R}` is not known"
        "write `#[grad]` on the `impl Sub<{R}> for {Self}`, or give an operand its type by a `let`":
        sub_jvp sub_vjp sub_vjp_jvp;
    mul Mul * "product" "the derivative of `{Self} * {R}` is not known"
        "write `#[grad]` on the `impl Mul<{R}> for {Self}`, or give an operand its type by a `let`":
        mul_jvp mul_vjp mul_vjp_jvp;
    div Div / "quotient" "the derivative of `{Self} / {R}` is not known"
        "write `#[grad]` on the `impl Div<{R}> for {Self}`, or give an operand its type by a `let`":
        div_jvp div_vjp div_vjp_jvp;
    rem Rem % "remainder" "the derivative of `{Self} % {R}` is not known"
        "write `#[grad]` on the `impl Rem<{R}> for {Self}`, or give an operand its type by a `let`":
        rem_jvp rem_vjp rem_vjp_jvp;
}

/// The rules of the operators on floats: the partials along the sides, and their tangents.
macro_rules! floats {
    ($($float:ident $times:ident { $($trait:ident $sign:tt |$l:ident, $r:ident, $l_dot:ident, $r_dot:ident|
        $left:expr, $right:expr; $left_dot:expr, $right_dot:expr;)* })*) => {$($(
        #[allow(unused_variables, reason = "each rule names what it reads")]
        impl $trait for $float {
            type Output = $float;
            type Order = SecondOrder;

            #[inline]
            fn value(&self, right: &$float) -> $float {
                self $sign right
            }

            #[inline]
            fn jvp(&self, right: &$float, self_dot: &$float, right_dot: &$float) -> ($float, $float) {
                let ($l, $r) = (*self, *right);
                (self $sign right, $times(*self_dot, $left) + $times(*right_dot, $right))
            }

            #[inline]
            fn vjp(&self, right: &$float, y_bar: $float) -> ($float, ($float, $float)) {
                let ($l, $r) = (*self, *right);
                (self $sign right, ($times(y_bar, $left), $times(y_bar, $right)))
            }

            #[inline]
            fn vjp_jvp(
                &self,
                right: &$float,
                y_bar: $float,
                self_dot: &$float,
                right_dot: &$float,
                y_bar_dot: $float,
            ) -> (($float, ($float, $float)), ($float, ($float, $float))) {
                let ($l, $r, $l_dot, $r_dot) = (*self, *right, *self_dot, *right_dot);
                let (left, right_partial) = ($left, $right);
                let dot = $times(*self_dot, left) + $times(*right_dot, right_partial);
                (
                    (self $sign right, ($times(y_bar, left), $times(y_bar, right_partial))),
                    (
                        dot,
                        (
                            $times(y_bar_dot, left) + $times(y_bar, $left_dot),
                            $times(y_bar_dot, right_partial) + $times(y_bar, $right_dot),
                        ),
                    ),
                )
            }
        }
    )*)*};
}

binary! {
    bitxor BitXor ^ "`^`" "the derivative of `{Self} ^ {R}` is not known"
        "write `#[grad]` on the `impl BitXor<{R}> for {Self}`, or give an operand its type by a `let`":
        bitxor_jvp bitxor_vjp bitxor_vjp_jvp;
    bitor BitOr | "`|`" "the derivative of `{Self} | {R}` is not known"
        "write `#[grad]` on the `impl BitOr<{R}> for {Self}`, or give an operand its type by a `let`":
        bitor_jvp bitor_vjp bitor_vjp_jvp;
    bitand BitAnd & "`&`" "the derivative of `{Self} & {R}` is not known"
        "write `#[grad]` on the `impl BitAnd<{R}> for {Self}`, or give an operand its type by a `let`":
        bitand_jvp bitand_vjp bitand_vjp_jvp;
    shl Shl << "`<<`" "the derivative of `{Self} << {R}` is not known"
        "write `#[grad]` on the `impl Shl<{R}> for {Self}`, or give an operand its type by a `let`":
        shl_jvp shl_vjp shl_vjp_jvp;
    shr Shr >> "`>>`" "the derivative of `{Self} >> {R}` is not known"
        "write `#[grad]` on the `impl Shr<{R}> for {Self}`, or give an operand its type by a `let`":
        shr_jvp shr_vjp shr_vjp_jvp;
}

macro_rules! float_rules {
    ($($float:ident $times:ident;)*) => {
        floats! {$($float $times {
            Add + |l, r, l_dot, r_dot| 1.0, 1.0; 0.0, 0.0;
            Sub - |l, r, l_dot, r_dot| 1.0, -1.0; 0.0, 0.0;
            Mul * |l, r, l_dot, r_dot| r, l; r_dot, l_dot;
            Div / |l, r, l_dot, r_dot| 1.0 / r, -(l / r) / r;
                -(r_dot / r) / r, (2.0 * (l / r) * r_dot - l_dot) / r / r;
            Rem % |l, r, l_dot, r_dot| 1.0, -((l - l % r) / r); 0.0, 0.0;
        })*}
    };
}

float_rules! {
    f64 zero_wins;
    f32 zero_wins_f32;
}
