//! The operators of bits on what has no derivative: truth values, and `!` of integers.

use super::{BitAnd, BitOr, BitXor, Not, SecondOrder};

macro_rules! truth_values {
    ($($trait:ident $sign:tt;)*) => {$(
        impl $trait for bool {
            type Output = bool;
            type Order = SecondOrder;

            #[inline]
            fn value(&self, right: &bool) -> bool {
                self $sign right
            }

            #[inline]
            fn jvp(&self, right: &bool, _: &bool, _: &bool) -> (bool, bool) {
                (self $sign right, false)
            }

            #[inline]
            fn vjp(&self, right: &bool, _: bool) -> (bool, (bool, bool)) {
                (self $sign right, (false, false))
            }

            #[inline]
            fn vjp_jvp(&self, right: &bool, _: bool, _: &bool, _: &bool, _: bool)
                -> ((bool, (bool, bool)), (bool, (bool, bool))) {
                ((self $sign right, (false, false)), (false, (false, false)))
            }
        }
    )*};
}

truth_values! { BitXor ^; BitOr |; BitAnd &; }

macro_rules! inverted {
    ($($ty:ident)*) => {$(
        impl Not for $ty {
            type Output = $ty;
            type Order = SecondOrder;

            #[inline]
            fn value(&self) -> $ty {
                !self
            }

            #[inline]
            fn jvp(&self, _: &$ty) -> ($ty, $ty) {
                (!self, <$ty>::default())
            }

            #[inline]
            fn vjp(&self, _: $ty) -> ($ty, $ty) {
                (!self, <$ty>::default())
            }

            #[inline]
            fn vjp_jvp(&self, _: $ty, _: &$ty, _: $ty) -> (($ty, $ty), ($ty, $ty)) {
                ((!self, <$ty>::default()), (<$ty>::default(), <$ty>::default()))
            }
        }
    )*};
}

inverted!(bool i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
