//! Variances along an axis of a matrix: those of each of its lines.

use super::statistics::{Std, Var};
use crate::differentiable::Differentiable;
use ndarray::{Array1, Array2, Axis};

/// The companions of `var_axis` and `std_axis`. The value is that of the array, the rest is made of the
/// companions of `var` and `std` of each line.
macro_rules! along_axis {
    ($($trait:ident of $of:ident: $method:ident $jvp:ident $vjp_into:ident $vjp_into_jvp:ident,
        $line_jvp:ident $line_vjp_into:ident $line_vjp_into_jvp:ident;)*) => {$(
        #[doc = concat!("Companions of `", stringify!($method), "`.")]
        #[allow(missing_docs, clippy::too_many_arguments, reason = "the naming protocol")]
        pub trait $trait<T>: Differentiable {
            fn $jvp(&self, axis: Axis, ddof: T, a_dot: &Self, ddof_dot: T) -> (Array1<T>, Array1<T>);

            fn $vjp_into(&self, axis: Axis, ddof: T, y_bar: Array1<T>, a_bar: &mut Self, ddof_bar: &mut T) -> Array1<T>;

            fn $vjp_into_jvp(
                &self, axis: Axis, ddof: T, y_bar: Array1<T>, a_bar: &mut Self, ddof_bar: &mut T,
                a_dot: &Self, ddof_dot: T, y_bar_dot: Array1<T>, a_bar_dot: &mut Self, ddof_bar_dot: &mut T,
            ) -> (Array1<T>, Array1<T>);
        }

        along_axis!(@of $trait $of: $method $jvp $vjp_into $vjp_into_jvp,
            $line_jvp $line_vjp_into $line_vjp_into_jvp; f64 f32);
    )*};
    (@of $trait:ident $of:ident: $method:ident $jvp:ident $vjp_into:ident $vjp_into_jvp:ident,
        $line_jvp:ident $line_vjp_into:ident $line_vjp_into_jvp:ident; $($float:ident)*) => {$(
        impl $trait<$float> for Array2<$float> {
            fn $jvp(
                &self, axis: Axis, ddof: $float, a_dot: &Self, ddof_dot: $float,
            ) -> (Array1<$float>, Array1<$float>) {
                let lines = self.lanes(axis).into_iter().zip(a_dot.lanes(axis));
                let tangents = lines.map(|(a, dot)| $of::$line_jvp(&a.to_owned(), ddof, &dot.to_owned(), ddof_dot).1);
                (self.$method(axis, ddof), tangents.collect())
            }

            fn $vjp_into(
                &self, axis: Axis, ddof: $float, y_bar: Array1<$float>, a_bar: &mut Self, ddof_bar: &mut $float,
            ) -> Array1<$float> {
                let lines = self.lanes(axis).into_iter().zip(a_bar.lanes_mut(axis));
                for ((a, mut bar), y_bar) in lines.zip(y_bar) {
                    let mut more = bar.to_owned();
                    $of::$line_vjp_into(&a.to_owned(), ddof, y_bar, &mut more, ddof_bar);
                    bar.assign(&more);
                }
                self.$method(axis, ddof)
            }

            fn $vjp_into_jvp(
                &self, axis: Axis, ddof: $float, y_bar: Array1<$float>, a_bar: &mut Self, ddof_bar: &mut $float,
                a_dot: &Self, ddof_dot: $float, y_bar_dot: Array1<$float>,
                a_bar_dot: &mut Self, ddof_bar_dot: &mut $float,
            ) -> (Array1<$float>, Array1<$float>) {
                let lines = self.lanes(axis).into_iter().zip(a_dot.lanes(axis));
                let shadows = a_bar.lanes_mut(axis).into_iter().zip(a_bar_dot.lanes_mut(axis));
                let mut tangents = Array1::zeros(y_bar.len());
                let seeds = y_bar.into_iter().zip(y_bar_dot).zip(&mut tangents);
                for (((a, dot), (mut bar, mut bar_dot)), ((seed, seed_dot), tangent)) in lines.zip(shadows).zip(seeds) {
                    let (mut more, mut more_dot) = (bar.to_owned(), bar_dot.to_owned());
                    (_, *tangent) = $of::$line_vjp_into_jvp(
                        &a.to_owned(), ddof, seed, &mut more, ddof_bar,
                        &dot.to_owned(), ddof_dot, seed_dot, &mut more_dot, ddof_bar_dot,
                    );
                    bar.assign(&more);
                    bar_dot.assign(&more_dot);
                }
                (self.$method(axis, ddof), tangents)
            }
        }
    )*};
}

along_axis! {
    VarAxis of Var: var_axis var_axis_jvp var_axis_vjp_into var_axis_vjp_into_jvp,
        var_jvp var_vjp_into var_vjp_into_jvp;
    StdAxis of Std: std_axis std_axis_jvp std_axis_vjp_into std_axis_vjp_into_jvp,
        std_jvp std_vjp_into std_vjp_into_jvp;
}
