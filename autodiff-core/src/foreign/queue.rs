//! Companions of the methods by which a `VecDeque` grows and shrinks at its ends: a buffer of the
//! last values.
//!
//! What is put in at an end is, in the adjoint, taken out there, and what is taken out is put in.

use crate::differentiable::Differentiable;
use alloc::collections::VecDeque;

const AS_LONG: &str = "a cotangent is as long as what it is of";

/// The companions of a method that puts a value in.
macro_rules! put {
    ($($trait:ident: $put:ident, $take:ident, $jvp:ident $vjp_into:ident $vjp_into_jvp:ident
        $jvp_slots:ident $vjp_into_slots:ident $vjp_into_jvp_slots:ident;)*) => {$(
        #[doc = concat!("Companions of `", stringify!($put), "`.")]
        #[allow(missing_docs, clippy::too_many_arguments, reason = "the naming protocol")]
        pub trait $trait<T: Differentiable + Clone> {
            fn $jvp(&mut self, x: T, a_dot: &mut Self, x_dot: T);

            fn $vjp_into(&mut self, x: T, a_bar: &mut Self, x_bar: &mut T);

            fn $vjp_into_jvp(
                &mut self, x: T, a_bar: &mut Self, x_bar: &mut T,
                a_dot: &mut Self, x_dot: T, a_bar_dot: &mut Self, x_bar_dot: &mut T,
            );

            fn $jvp_slots(&mut self, x: T, a_dot: Option<&mut Self>, x_dot: Option<T>, of_method: ());

            fn $vjp_into_slots(&mut self, x: T, a_bar: Option<&mut Self>, x_bar: Option<&mut T>, of_method: ());

            fn $vjp_into_jvp_slots(
                &mut self, x: T, a_bar: Option<&mut Self>, x_bar: Option<&mut T>,
                a_dot: Option<&mut Self>, x_dot: Option<T>,
                a_bar_dot: Option<&mut Self>, x_bar_dot: Option<&mut T>, of_method: (),
            );
        }

        impl<T: Differentiable + Clone> $trait<T> for VecDeque<T> {
            #[inline]
            fn $jvp(&mut self, x: T, a_dot: &mut Self, x_dot: T) {
                self.$put(x);
                a_dot.$put(x_dot);
            }

            #[inline]
            fn $vjp_into(&mut self, x: T, a_bar: &mut Self, x_bar: &mut T) {
                x_bar.accumulate(&a_bar.$take().expect(AS_LONG));
                self.$put(x);
            }

            #[inline]
            fn $vjp_into_jvp(
                &mut self, x: T, a_bar: &mut Self, x_bar: &mut T,
                a_dot: &mut Self, x_dot: T, a_bar_dot: &mut Self, x_bar_dot: &mut T,
            ) {
                self.$vjp_into(x, a_bar, x_bar);
                a_dot.$vjp_into(x_dot, a_bar_dot, x_bar_dot);
            }

            #[inline]
            fn $jvp_slots(&mut self, x: T, a_dot: Option<&mut Self>, x_dot: Option<T>, (): ()) {
                let (mut a_zero, x_dot) = (self.zero_like(), x_dot.unwrap_or_else(|| x.zero_like()));
                self.$jvp(x, a_dot.unwrap_or(&mut a_zero), x_dot);
            }

            #[inline]
            fn $vjp_into_slots(&mut self, x: T, a_bar: Option<&mut Self>, x_bar: Option<&mut T>, (): ()) {
                let mut x_zero = x.zero_like();
                match a_bar {
                    Some(a_bar) => self.$vjp_into(x, a_bar, x_bar.unwrap_or(&mut x_zero)),
                    None => self.$put(x),
                }
            }

            #[inline]
            fn $vjp_into_jvp_slots(
                &mut self, x: T, a_bar: Option<&mut Self>, x_bar: Option<&mut T>,
                a_dot: Option<&mut Self>, x_dot: Option<T>,
                a_bar_dot: Option<&mut Self>, x_bar_dot: Option<&mut T>, (): (),
            ) {
                let (mut a_zero, x_dot) = (self.zero_like(), x_dot.unwrap_or_else(|| x.zero_like()));
                self.$vjp_into_slots(x, a_bar, x_bar, ());
                a_dot.unwrap_or(&mut a_zero).$vjp_into_slots(x_dot, a_bar_dot, x_bar_dot, ());
            }
        }
    )*};
}

put! {
    PushBack: push_back, pop_back, push_back_jvp push_back_vjp_into push_back_vjp_into_jvp
        push_back_jvp_slots push_back_vjp_into_slots push_back_vjp_into_jvp_slots;
    PushFront: push_front, pop_front, push_front_jvp push_front_vjp_into push_front_vjp_into_jvp
        push_front_jvp_slots push_front_vjp_into_slots push_front_vjp_into_jvp_slots;
}

/// The companions of a method that takes a value out: each gives an `Option` of what it gives.
macro_rules! taken {
    ($($trait:ident: $take:ident, $put:ident, $jvp:ident $vjp_into:ident $vjp_into_jvp:ident;)*) => {$(
        #[doc = concat!("Companions of `", stringify!($take), "`.")]
        #[allow(missing_docs, reason = "the naming protocol")]
        pub trait $trait<T> {
            fn $jvp(&mut self, a_dot: &mut Self) -> Option<(T, T)>;

            fn $vjp_into(&mut self, y_bar: T, a_bar: &mut Self) -> Option<T>;

            fn $vjp_into_jvp(
                &mut self, y_bar: T, a_bar: &mut Self, a_dot: &mut Self, y_bar_dot: T, a_bar_dot: &mut Self,
            ) -> Option<(T, T)>;
        }

        impl<T: Differentiable> $trait<T> for VecDeque<T> {
            #[inline]
            fn $jvp(&mut self, a_dot: &mut Self) -> Option<(T, T)> {
                self.$take().zip(a_dot.$take())
            }

            #[inline]
            fn $vjp_into(&mut self, y_bar: T, a_bar: &mut Self) -> Option<T> {
                let y = self.$take()?;
                a_bar.$put(y_bar);
                Some(y)
            }

            #[inline]
            fn $vjp_into_jvp(
                &mut self, y_bar: T, a_bar: &mut Self, a_dot: &mut Self, y_bar_dot: T, a_bar_dot: &mut Self,
            ) -> Option<(T, T)> {
                self.$vjp_into(y_bar, a_bar).zip(a_dot.$vjp_into(y_bar_dot, a_bar_dot))
            }
        }
    )*};
}

taken! {
    PopFront: pop_front, push_front, pop_front_jvp pop_front_vjp_into pop_front_vjp_into_jvp;
    PopBack: pop_back, push_back, pop_back_jvp pop_back_vjp_into pop_back_vjp_into_jvp;
}

/// Companions of `clear`.
#[allow(missing_docs, reason = "the naming protocol")]
pub trait Clear {
    fn clear_jvp(&mut self, a_dot: &mut Self);

    fn clear_vjp_into(&mut self, a_bar: &mut Self);

    fn clear_vjp_into_jvp(&mut self, a_bar: &mut Self, a_dot: &mut Self, a_bar_dot: &mut Self);
}

impl<T: Differentiable> Clear for VecDeque<T> {
    #[inline]
    fn clear_jvp(&mut self, a_dot: &mut Self) {
        self.clear();
        a_dot.clear();
    }

    #[inline]
    fn clear_vjp_into(&mut self, a_bar: &mut Self) {
        *a_bar = self.zero_like();
        self.clear();
    }

    #[inline]
    fn clear_vjp_into_jvp(&mut self, a_bar: &mut Self, a_dot: &mut Self, a_bar_dot: &mut Self) {
        self.clear_vjp_into(a_bar);
        a_dot.clear_vjp_into(a_bar_dot);
    }
}
