//! Variances, and sums with a factor.

use crate::differentiable::Differentiable;
use crate::generic::Scalar;
use ndarray::{Array, Dimension, Zip};

/// The companions of `var` and `std`, of which the degrees of freedom are an argument.
macro_rules! deviations {
    ($($trait:ident $jvp:ident $vjp_into:ident $vjp_into_jvp:ident;)*) => {$(
        #[doc = concat!("Companions of `", stringify!($trait), "`.")]
        #[allow(missing_docs, clippy::too_many_arguments, reason = "the naming protocol")]
        pub trait $trait<T>: Differentiable {
            fn $jvp(&self, ddof: T, a_dot: &Self, ddof_dot: T) -> (T, T);

            fn $vjp_into(&self, ddof: T, y_bar: T, a_bar: &mut Self, ddof_bar: &mut T) -> T;

            fn $vjp_into_jvp(
                &self, ddof: T, y_bar: T, a_bar: &mut Self, ddof_bar: &mut T,
                a_dot: &Self, ddof_dot: T, y_bar_dot: T, a_bar_dot: &mut Self, ddof_bar_dot: &mut T,
            ) -> (T, T);
        }
    )*};
}

deviations! {
    Var var_jvp var_vjp_into var_vjp_into_jvp;
    Std std_jvp std_vjp_into std_vjp_into_jvp;
}

macro_rules! of_float {
    ($($float:ident)*) => {$(
        /// `y = Σ d² / c` with `d` the elements above their mean, and `c` the degrees of freedom
        /// that are left: `dy = 2 d · da / c + y dddof / c`, as the sum of `d` is zero.
        impl<D: Dimension> Var<$float> for Array<$float, D> {
            fn var_jvp(&self, ddof: $float, a_dot: &Self, ddof_dot: $float) -> ($float, $float) {
                let (y, d, c) = (self.var(ddof), above_mean(self), left(self.len(), ddof));
                (y, (2.0 * (&d * a_dot).sum() + y * ddof_dot) / c)
            }

            fn var_vjp_into(&self, ddof: $float, y_bar: $float, a_bar: &mut Self, ddof_bar: &mut $float) -> $float {
                let (y, d, c) = (self.var(ddof), above_mean(self), left(self.len(), ddof));
                a_bar.scaled_add(2.0 * y_bar / c, &d);
                *ddof_bar += y_bar * y / c;
                y
            }

            fn var_vjp_into_jvp(
                &self, ddof: $float, y_bar: $float, a_bar: &mut Self, ddof_bar: &mut $float,
                a_dot: &Self, ddof_dot: $float, y_bar_dot: $float, a_bar_dot: &mut Self, ddof_bar_dot: &mut $float,
            ) -> ($float, $float) {
                let (y, y_dot) = self.var_jvp(ddof, a_dot, ddof_dot);
                let (d, d_dot, c) = (above_mean(self), above_mean(a_dot), left(self.len(), ddof));
                // The tangent of `c` is `-ddof_dot`.
                let factor_dot = y_bar_dot + y_bar * ddof_dot / c;
                a_bar_dot.scaled_add(2.0 * factor_dot / c, &d);
                a_bar_dot.scaled_add(2.0 * y_bar / c, &d_dot);
                *ddof_bar_dot += (factor_dot * y + y_bar * y_dot) / c;
                self.var_vjp_into(ddof, y_bar, a_bar, ddof_bar);
                (y, y_dot)
            }
        }

        /// The root of the variance.
        impl<D: Dimension> Std<$float> for Array<$float, D> {
            fn std_jvp(&self, ddof: $float, a_dot: &Self, ddof_dot: $float) -> ($float, $float) {
                let y = self.std(ddof);
                (y, self.var_jvp(ddof, a_dot, ddof_dot).1 / (2.0 * y))
            }

            fn std_vjp_into(&self, ddof: $float, y_bar: $float, a_bar: &mut Self, ddof_bar: &mut $float) -> $float {
                let y = self.std(ddof);
                self.var_vjp_into(ddof, y_bar / (2.0 * y), a_bar, ddof_bar);
                y
            }

            fn std_vjp_into_jvp(
                &self, ddof: $float, y_bar: $float, a_bar: &mut Self, ddof_bar: &mut $float,
                a_dot: &Self, ddof_dot: $float, y_bar_dot: $float, a_bar_dot: &mut Self, ddof_bar_dot: &mut $float,
            ) -> ($float, $float) {
                let (y, y_dot) = self.std_jvp(ddof, a_dot, ddof_dot);
                let (seed, seed_dot) = (y_bar / (2.0 * y), (y_bar_dot - y_bar * y_dot / y) / (2.0 * y));
                self.var_vjp_into_jvp(ddof, seed, a_bar, ddof_bar, a_dot, ddof_dot, seed_dot, a_bar_dot, ddof_bar_dot);
                (y, y_dot)
            }
        }

        impl<D: Dimension> ScaledAdd<$float> for Array<$float, D> {
            fn scaled_add_jvp(&mut self, k: $float, b: &Self, a_dot: &mut Self, k_dot: $float, b_dot: &Self) {
                self.scaled_add(k, b);
                a_dot.scaled_add(k_dot, b);
                a_dot.scaled_add(k, b_dot);
            }

            fn scaled_add_vjp_into(&mut self, k: $float, b: &Self, a_bar: &mut Self, k_bar: &mut $float, b_bar: &mut Self) {
                *k_bar += inner(a_bar, b);
                b_bar.scaled_add(k, a_bar);
                self.scaled_add(k, b);
            }

            fn scaled_add_vjp_into_jvp(
                &mut self, k: $float, b: &Self, a_bar: &mut Self, k_bar: &mut $float, b_bar: &mut Self,
                a_dot: &mut Self, k_dot: $float, b_dot: &Self,
                a_bar_dot: &mut Self, k_bar_dot: &mut $float, b_bar_dot: &mut Self,
            ) {
                *k_bar_dot += inner(a_bar_dot, b) + inner(a_bar, b_dot);
                b_bar_dot.scaled_add(k_dot, a_bar);
                b_bar_dot.scaled_add(k, a_bar_dot);
                *k_bar += inner(a_bar, b);
                b_bar.scaled_add(k, a_bar);
                self.scaled_add_jvp(k, b, a_dot, k_dot, b_dot);
            }
        }
    )*};
}

/// Companions of `scaled_add`: `a += k b`.
#[allow(missing_docs, clippy::too_many_arguments, reason = "the naming protocol")]
pub trait ScaledAdd<T>: Differentiable {
    fn scaled_add_jvp(&mut self, k: T, b: &Self, a_dot: &mut Self, k_dot: T, b_dot: &Self);

    fn scaled_add_vjp_into(&mut self, k: T, b: &Self, a_bar: &mut Self, k_bar: &mut T, b_bar: &mut Self);

    fn scaled_add_vjp_into_jvp(
        &mut self,
        k: T,
        b: &Self,
        a_bar: &mut Self,
        k_bar: &mut T,
        b_bar: &mut Self,
        a_dot: &mut Self,
        k_dot: T,
        b_dot: &Self,
        a_bar_dot: &mut Self,
        k_bar_dot: &mut T,
        b_bar_dot: &mut Self,
    );
}

of_float!(f64 f32);

fn above_mean<T: Scalar, D: Dimension>(a: &Array<T, D>) -> Array<T, D> {
    let mean = a.iter().copied().sum::<T>() / left(a.len(), T::literal(0.0));
    a.mapv(|element| element - mean)
}

/// How many degrees of freedom are left.
#[allow(clippy::cast_precision_loss, reason = "as `ndarray` divides")]
fn left<T: Scalar>(count: usize, ddof: T) -> T {
    T::literal(count as f64) - ddof
}

fn inner<T: Scalar, D: Dimension>(a: &Array<T, D>, b: &Array<T, D>) -> T {
    Zip::from(a).and(b).fold(T::literal(0.0), |sum, a, b| sum + *a * *b)
}
