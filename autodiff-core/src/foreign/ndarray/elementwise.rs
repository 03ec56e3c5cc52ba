//! Functions of each element: `a.mapv(|x| ..)`, `a.map(|x| ..)`.
//!
//! The closure comes with its derivative ([`function`](crate::function)), and is asked for it
//! element by element, in the order in which ndarray runs through them.

use crate::function::{ByValue, Forward1, Function1, Reverse1, Twice1};
use crate::generic::Scalar;
use ndarray::{Array, Dimension, Zip};

macro_rules! elementwise {
    ($($trait:ident $primal:ident $jvp:ident $vjp_into:ident $vjp_into_jvp:ident;)*) => {$(
        #[doc = concat!("Companions of `", stringify!($trait), "`.")]
        #[allow(missing_docs, clippy::too_many_arguments, reason = "the naming protocol")]
        #[allow(clippy::return_self_not_must_use, reason = "what generated code calls")]
        pub trait $trait<T: Scalar>: Sized {
            fn $primal<F: Function1<ByValue<T>, Output = T>>(&self, f: &F) -> Self;

            fn $jvp<F: Forward1<ByValue<T>, Output = T>>(&self, f: &F, a_dot: &Self, f_dot: &F) -> (Self, Self);

            fn $vjp_into<F: Reverse1<ByValue<T>, Output = T>>(
                &self, f: &F, y_bar: Self, a_bar: &mut Self, f_bar: &mut F,
            ) -> Self;

            fn $vjp_into_jvp<F: Twice1<ByValue<T>, Output = T>>(
                &self, f: &F, y_bar: Self, a_bar: &mut Self, f_bar: &mut F,
                a_dot: &Self, f_dot: &F, y_bar_dot: Self, a_bar_dot: &mut Self, f_bar_dot: &mut F,
            ) -> (Self, Self);
        }

        impl<T: Scalar, D: Dimension> $trait<T> for Array<T, D> {
            #[inline]
            fn $primal<F: Function1<ByValue<T>, Output = T>>(&self, f: &F) -> Self {
                self.mapv(|a| f.call(a))
            }

            #[inline]
            fn $jvp<F: Forward1<ByValue<T>, Output = T>>(&self, f: &F, a_dot: &Self, f_dot: &F) -> (Self, Self) {
                let (mut y, mut y_dot) = (self.clone(), a_dot.clone());
                Zip::from(&mut y).and(&mut y_dot).for_each(|y, y_dot| {
                    (*y, *y_dot) = f.call_jvp(*y, f_dot, *y_dot);
                });
                (y, y_dot)
            }

            #[inline]
            fn $vjp_into<F: Reverse1<ByValue<T>, Output = T>>(
                &self, f: &F, y_bar: Self, a_bar: &mut Self, f_bar: &mut F,
            ) -> Self {
                let mut y = self.clone();
                Zip::from(&mut y).and(&y_bar).and(a_bar).for_each(|y, y_bar, a_bar| {
                    *y = f.call_vjp_into(*y, *y_bar, f_bar, a_bar);
                });
                y
            }

            #[inline]
            fn $vjp_into_jvp<F: Twice1<ByValue<T>, Output = T>>(
                &self, f: &F, y_bar: Self, a_bar: &mut Self, f_bar: &mut F,
                a_dot: &Self, f_dot: &F, y_bar_dot: Self, a_bar_dot: &mut Self, f_bar_dot: &mut F,
            ) -> (Self, Self) {
                let (mut y, mut y_dot, seeds) = (self.clone(), a_dot.clone(), pairs(&y_bar, &y_bar_dot));
                Zip::from(&mut y).and(&mut y_dot).and(&seeds).and(a_bar).and(a_bar_dot).for_each(
                    |y, y_dot, seed, a_bar, a_bar_dot| {
                        (*y, *y_dot) =
                            f.call_vjp_into_jvp(*y, seed.0, f_bar, a_bar, f_dot, *y_dot, seed.1, f_bar_dot, a_bar_dot);
                    },
                );
                (y, y_dot)
            }
        }
    )*};
}

elementwise! {
    Mapv mapv_primal mapv_jvp mapv_vjp_into mapv_vjp_into_jvp;
    Map map_primal map_jvp map_vjp_into map_vjp_into_jvp;
}

/// Each element with its tangent.
fn pairs<T: Scalar, D: Dimension>(a: &Array<T, D>, a_dot: &Array<T, D>) -> Array<(T, T), D> {
    Zip::from(a).and(a_dot).map_collect(|a, a_dot| (*a, *a_dot))
}
