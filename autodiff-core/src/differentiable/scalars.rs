//! Floats, and what has no derivative at all.

use super::{Differentiable, Mismatch};
use crate::product::{zero_wins, zero_wins_f32};
use core::marker::PhantomData;

impl Differentiable for f64 {
    #[inline]
    fn zero_like(&self) -> f64 {
        0.0
    }

    #[inline]
    fn set_zero(&mut self) {
        *self = 0.0;
    }

    #[inline]
    fn accumulate(&mut self, more: &f64) {
        *self += *more;
    }

    #[inline]
    fn scale_by(&mut self, factor: f64) {
        *self = zero_wins(factor, *self);
    }

    #[inline]
    fn inner_product(&self, other: &f64) -> f64 {
        zero_wins(*self, *other)
    }

    #[inline]
    fn leaves(&self) -> usize {
        1
    }

    #[inline]
    fn visit(&self, f: &mut impl FnMut(f64)) {
        f(*self);
    }

    #[inline]
    fn visit_mut(&mut self, f: &mut impl FnMut(&mut f64)) {
        f(self);
    }

    #[inline]
    fn mismatch(&self, _: &f64) -> Option<Mismatch> {
        None
    }

    #[inline]
    fn as_number(&self) -> Option<f64> {
        Some(*self)
    }

    const HAS_PLACEHOLDER: bool = true;

    #[inline]
    fn placeholder() -> Option<f64> {
        Some(0.0)
    }

    #[inline]
    fn of_number(number: f64) -> Option<f64> {
        Some(number)
    }
}

#[allow(clippy::cast_possible_truncation, reason = "a factor and a leaf of an `f32` are `f32`s")]
impl Differentiable for f32 {
    #[inline]
    fn zero_like(&self) -> f32 {
        0.0
    }

    #[inline]
    fn set_zero(&mut self) {
        *self = 0.0;
    }

    #[inline]
    fn accumulate(&mut self, more: &f32) {
        *self += *more;
    }

    #[inline]
    fn scale_by(&mut self, factor: f64) {
        *self = zero_wins_f32(factor as f32, *self);
    }

    #[inline]
    fn inner_product(&self, other: &f32) -> f64 {
        zero_wins(f64::from(*self), f64::from(*other))
    }

    #[inline]
    fn leaves(&self) -> usize {
        1
    }

    #[inline]
    fn visit(&self, f: &mut impl FnMut(f64)) {
        f(f64::from(*self));
    }

    #[inline]
    fn visit_mut(&mut self, f: &mut impl FnMut(&mut f64)) {
        let mut wide = f64::from(*self);
        f(&mut wide);
        *self = wide as f32;
    }

    #[inline]
    fn mismatch(&self, _: &f32) -> Option<Mismatch> {
        None
    }

    #[inline]
    fn as_number(&self) -> Option<f64> {
        Some(f64::from(*self))
    }

    const ROUNDING: f64 = f32::EPSILON as f64;

    const HAS_PLACEHOLDER: bool = true;

    #[inline]
    fn placeholder() -> Option<f32> {
        Some(0.0)
    }

    #[inline]
    fn of_number(number: f64) -> Option<f32> {
        Some(number as f32)
    }
}

/// Types without leaves, what they are in a shadow, and their parameter.
macro_rules! without_leaves {
    ($($(#[$attr:meta])* $ty:ty = $zero:expr $(, $generic:ident)?;)*) => {$(
        $(#[$attr])*
        impl$(<$generic: ?Sized>)? Differentiable for $ty {
            #[inline]
            fn zero_like(&self) -> Self {
                $zero
            }

            #[inline]
            fn set_zero(&mut self) {
                // Text keeps its allocation.
                self.clone_from(&$zero);
            }

            #[inline]
            fn accumulate(&mut self, _: &Self) {}

            #[inline]
            fn scale_by(&mut self, _: f64) {}

            #[inline]
            fn inner_product(&self, _: &Self) -> f64 {
                0.0
            }

            #[inline]
            fn leaves(&self) -> usize {
                0
            }

            #[inline]
            fn visit(&self, _: &mut impl FnMut(f64)) {}

            #[inline]
            fn visit_mut(&mut self, _: &mut impl FnMut(&mut f64)) {}

            #[inline]
            fn mismatch(&self, _: &Self) -> Option<Mismatch> {
                None
            }

            const HAS_LEAVES: bool = false;
            const HAS_PLACEHOLDER: bool = true;

            #[inline]
            fn placeholder() -> Option<Self> {
                Some($zero)
            }
        }
    )*};
}

without_leaves! {
    bool = false;
    char = '\0';
    i8 = 0;
    i16 = 0;
    i32 = 0;
    i64 = 0;
    i128 = 0;
    isize = 0;
    u8 = 0;
    u16 = 0;
    u32 = 0;
    u64 = 0;
    u128 = 0;
    usize = 0;
    () = ();
    &str = "";
    #[cfg(feature = "alloc")]
    alloc::string::String = Self::new();
    PhantomData<T> = PhantomData, T;
}
