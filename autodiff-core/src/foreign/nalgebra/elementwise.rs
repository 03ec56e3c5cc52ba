//! Functions of each element: `a.map(|x| ..)`, `a.zip_map(&b, |x, y| ..)`.
//!
//! The closure comes with its derivative
//! ([`function`](crate::function)), and is asked for it element by element.

use crate::foreign::dual::Field;
use crate::function::{ByValue, Forward1, Forward2, Function1, Function2, Reverse1, Reverse2, Twice1, Twice2};
use nalgebra::{DefaultAllocator, Dim, OMatrix, allocator::Allocator};

macro_rules! elementwise {
    ($(#[$doc:meta])* $trait:ident $primal:ident $jvp:ident $vjp_into:ident $vjp_into_jvp:ident
        $function:ident $forward:ident $reverse:ident $twice:ident [$($Arg:ty),*]
        |$k:ident| $(($b:ident $b_dot:ident $b_bar:ident $b_bar_dot:ident))*) => {
        $(#[$doc])*
        #[allow(missing_docs, clippy::too_many_arguments, clippy::return_self_not_must_use, reason = "the naming protocol")]
        pub trait $trait<T: Field>: Sized {
            fn $primal<F: $function<$($Arg),*, Output = T>>(&self, $($b: &Self,)* f: &F) -> Self;

            fn $jvp<F: $forward<$($Arg),*, Output = T>>(
                &self, $($b: &Self,)* f: &F, a_dot: &Self, $($b_dot: &Self,)* f_dot: &F,
            ) -> (Self, Self);

            fn $vjp_into<F: $reverse<$($Arg),*, Output = T>>(
                &self, $($b: &Self,)* f: &F, y_bar: Self, a_bar: &mut Self, $($b_bar: &mut Self,)* f_bar: &mut F,
            ) -> Self;

            fn $vjp_into_jvp<F: $twice<$($Arg),*, Output = T>>(
                &self, $($b: &Self,)* f: &F, y_bar: Self, a_bar: &mut Self, $($b_bar: &mut Self,)* f_bar: &mut F,
                a_dot: &Self, $($b_dot: &Self,)* f_dot: &F, y_bar_dot: Self,
                a_bar_dot: &mut Self, $($b_bar_dot: &mut Self,)* f_bar_dot: &mut F,
            ) -> (Self, Self);
        }

        impl<T: Field, R: Dim, C: Dim> $trait<T> for OMatrix<T, R, C>
        where
            DefaultAllocator: Allocator<R, C>,
        {
            #[inline]
            fn $primal<F: $function<$($Arg),*, Output = T>>(&self, $($b: &Self,)* f: &F) -> Self {
                $(assert_same(self, $b);)*
                let mut y = self.clone();
                for $k in 0..self.len() {
                    y[$k] = f.call(self[$k] $(, $b[$k])*);
                }
                y
            }

            #[inline]
            fn $jvp<F: $forward<$($Arg),*, Output = T>>(
                &self, $($b: &Self,)* f: &F, a_dot: &Self, $($b_dot: &Self,)* f_dot: &F,
            ) -> (Self, Self) {
                $(assert_same(self, $b);)*
                let (mut y, mut y_dot) = (self.clone(), self.clone());
                for $k in 0..self.len() {
                    (y[$k], y_dot[$k]) = f.call_jvp(self[$k] $(, $b[$k])*, f_dot, a_dot[$k] $(, $b_dot[$k])*);
                }
                (y, y_dot)
            }

            #[inline]
            fn $vjp_into<F: $reverse<$($Arg),*, Output = T>>(
                &self, $($b: &Self,)* f: &F, y_bar: Self, a_bar: &mut Self, $($b_bar: &mut Self,)* f_bar: &mut F,
            ) -> Self {
                $(assert_same(self, $b);)*
                let mut y = self.clone();
                for $k in 0..self.len() {
                    y[$k] = f.call_vjp_into(
                        self[$k] $(, $b[$k])*, y_bar[$k], f_bar, &mut a_bar[$k] $(, &mut $b_bar[$k])*,
                    );
                }
                y
            }

            #[inline]
            fn $vjp_into_jvp<F: $twice<$($Arg),*, Output = T>>(
                &self, $($b: &Self,)* f: &F, y_bar: Self, a_bar: &mut Self, $($b_bar: &mut Self,)* f_bar: &mut F,
                a_dot: &Self, $($b_dot: &Self,)* f_dot: &F, y_bar_dot: Self,
                a_bar_dot: &mut Self, $($b_bar_dot: &mut Self,)* f_bar_dot: &mut F,
            ) -> (Self, Self) {
                $(assert_same(self, $b);)*
                let (mut y, mut y_dot) = (self.clone(), self.clone());
                for $k in 0..self.len() {
                    (y[$k], y_dot[$k]) = f.call_vjp_into_jvp(
                        self[$k] $(, $b[$k])*, y_bar[$k], f_bar, &mut a_bar[$k] $(, &mut $b_bar[$k])*,
                        f_dot, a_dot[$k] $(, $b_dot[$k])*, y_bar_dot[$k], f_bar_dot, &mut a_bar_dot[$k] $(, &mut $b_bar_dot[$k])*,
                    );
                }
                (y, y_dot)
            }
        }
    };
}

elementwise! {
    /// Companions of `map`.
    Map map_primal map_jvp map_vjp_into map_vjp_into_jvp
        Function1 Forward1 Reverse1 Twice1 [ByValue<T>] |k|
}

elementwise! {
    /// Companions of `zip_map`.
    ZipMap zip_map_primal zip_map_jvp zip_map_vjp_into zip_map_vjp_into_jvp
        Function2 Forward2 Reverse2 Twice2 [ByValue<T>, ByValue<T>] |k| (b b_dot b_bar b_bar_dot)
}

/// What nalgebra asks, too.
fn assert_same<T: Field, R: Dim, C: Dim>(a: &OMatrix<T, R, C>, b: &OMatrix<T, R, C>)
where
    DefaultAllocator: Allocator<R, C>,
{
    assert_eq!(a.shape(), b.shape(), "Matrix zip_map error: dimension mismatch.");
}
