//! Powers by an integer, which has no derivative: `z^n` has the complex derivative
//! `n z^(n - 1)`.

use super::pair::Pair;
use crate::differentiable::Differentiable;
use crate::foreign::fixed::{Fixed, Number};
use num_complex::Complex;

macro_rules! powers {
    ($($trait:ident $value:ident $int:ident $jvp:ident $vjp_into:ident $vjp_into_jvp:ident
        $jvp_slots:ident $vjp_into_slots:ident $vjp_into_jvp_slots:ident;)*) => {$(
        #[doc = concat!("Companions of `", stringify!($value), "`.")]
        #[allow(missing_docs, clippy::type_complexity, clippy::too_many_arguments, reason = "the naming protocol")]
        #[allow(clippy::return_self_not_must_use, reason = "what generated code calls")]
        pub trait $trait: Differentiable {
            fn $jvp(&self, n: $int, a_dot: &Self) -> (Self, Self);

            fn $vjp_into(&self, n: $int, y_bar: Self, a_bar: &mut Self) -> Self;

            fn $vjp_into_jvp(
                &self,
                n: $int,
                y_bar: Self,
                a_bar: &mut Self,
                a_dot: &Self,
                y_bar_dot: Self,
                a_bar_dot: &mut Self,
            ) -> (Self, Self);

            #[inline]
            fn $jvp_slots(&self, n: $int, a_dot: Option<&Self>, _: Option<$int>, (): ()) -> (Self, Self) {
                self.$jvp(n, a_dot.unwrap_or(&self.zero_like()))
            }

            #[inline]
            fn $vjp_into_slots(&self, n: $int, y_bar: Self, a_bar: Option<&mut Self>, _: Option<&mut $int>, (): ()) -> Self {
                self.$vjp_into(n, y_bar, a_bar.unwrap_or(&mut self.zero_like()))
            }

            #[inline]
            fn $vjp_into_jvp_slots(
                &self,
                n: $int,
                y_bar: Self,
                a_bar: Option<&mut Self>,
                _: Option<&mut $int>,
                a_dot: Option<&Self>,
                _: Option<$int>,
                y_bar_dot: Self,
                a_bar_dot: Option<&mut Self>,
                _: Option<&mut $int>,
                (): (),
            ) -> (Self, Self) {
                self.$vjp_into_jvp(
                    n,
                    y_bar,
                    a_bar.unwrap_or(&mut self.zero_like()),
                    a_dot.unwrap_or(&self.zero_like()),
                    y_bar_dot,
                    a_bar_dot.unwrap_or(&mut self.zero_like()),
                )
            }
        }

        powers!(@of $trait $value $int $jvp $vjp_into $vjp_into_jvp: f64 f32);
    )*};
    (@of $trait:ident $value:ident $int:ident $jvp:ident $vjp_into:ident $vjp_into_jvp:ident: $($float:ident)*) => {$(
        impl $trait for Complex<$float> {
            #[inline]
            fn $jvp(&self, n: $int, a_dot: &Self) -> (Self, Self) {
                (self.$value(n), Self::of(a_dot.parts() * partial(self.parts(), i64::from(n))))
            }

            #[inline]
            fn $vjp_into(&self, n: $int, y_bar: Self, a_bar: &mut Self) -> Self {
                a_bar.accumulate(&Self::of(y_bar.parts() * partial(self.parts(), i64::from(n)).conj()));
                self.$value(n)
            }

            #[inline]
            fn $vjp_into_jvp(
                &self,
                n: $int,
                y_bar: Self,
                a_bar: &mut Self,
                a_dot: &Self,
                y_bar_dot: Self,
                a_bar_dot: &mut Self,
            ) -> (Self, Self) {
                let both = y_bar.lift(&y_bar_dot) * partial(self.lift(a_dot), i64::from(n)).conj();
                let (more, more_dot) = Self::apart(both);
                a_bar.accumulate(&more);
                a_bar_dot.accumulate(&more_dot);
                self.$jvp(n, a_dot)
            }
        }
    )*};
}

powers! {
    Powi powi i32 powi_jvp powi_vjp_into powi_vjp_into_jvp powi_jvp_slots powi_vjp_into_slots powi_vjp_into_jvp_slots;
    Powu powu u32 powu_jvp powu_vjp_into powu_vjp_into_jvp powu_jvp_slots powu_vjp_into_slots powu_vjp_into_jvp_slots;
}

/// `n z^(n - 1)`, which is zero for `n = 0`, also at zero.
#[allow(clippy::cast_precision_loss, reason = "exponents are of 33 bits")]
fn partial<S: Number>(z: Pair<S>, n: i64) -> Pair<S> {
    if n == 0 { Pair::real(0.0) } else { z.powi(n - 1).by(S::constant(n as f64)) }
}
