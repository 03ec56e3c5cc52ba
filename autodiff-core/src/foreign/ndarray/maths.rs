//! Functions of each element that ndarray has as methods: `a.exp()`, `a.powi(2)`.
//!
//! `y_i = f(a_i)` has `y_dot_i = f'(a_i) a_dot_i`, `a_bar_i += f'(a_i) y_bar_i`, and
//! `a_bar_dot_i += f''(a_i) a_dot_i y_bar_i + f'(a_i) y_bar_dot_i`. An exact zero wins over an
//! infinite or NaN `f'` and `f''`, as it does elsewhere.

use crate::generic::Scalar;
use ndarray::{Array, Dimension, Zip};

/// `f'` and `f''` at an element.
type Slopes<T> = (T, T);

fn tangent<T: Scalar, D: Dimension>(a: &Array<T, D>, a_dot: &Array<T, D>, f: &dyn Fn(T) -> Slopes<T>) -> Array<T, D> {
    Zip::from(a).and(a_dot).map_collect(|a, a_dot| a_dot.zero_wins(f(*a).0))
}

fn adjoint<T: Scalar, D: Dimension>(
    a: &Array<T, D>,
    y_bar: &Array<T, D>,
    a_bar: &mut Array<T, D>,
    f: &dyn Fn(T) -> Slopes<T>,
) {
    Zip::from(a_bar).and(a).and(y_bar).for_each(|a_bar, a, y_bar| *a_bar += y_bar.zero_wins(f(*a).0));
}

fn adjoint_tangent<T: Scalar, D: Dimension>(
    (a, a_dot): (&Array<T, D>, &Array<T, D>),
    (y_bar, y_bar_dot): (&Array<T, D>, &Array<T, D>),
    a_bar_dot: &mut Array<T, D>,
    f: &dyn Fn(T) -> Slopes<T>,
) {
    Zip::from(a_bar_dot).and(a).and(a_dot).and(y_bar).and(y_bar_dot).for_each(
        |a_bar_dot, a, a_dot, y_bar, y_bar_dot| {
            let (first, second) = f(*a);
            *a_bar_dot += a_dot.zero_wins(*y_bar).zero_wins(second) + y_bar_dot.zero_wins(first);
        },
    );
}

macro_rules! maths {
    ($($trait:ident $name:ident $jvp:ident $vjp_into:ident $vjp_into_jvp:ident
        $(($($n:ident: $N:ty),*))? |$a:ident| $first:expr; $second:expr;)*) => {$(
        #[doc = concat!("Companions of `", stringify!($name), "`.")]
        #[allow(missing_docs, clippy::too_many_arguments, reason = "the naming protocol")]
        #[allow(clippy::return_self_not_must_use, reason = "what generated code calls")]
        pub trait $trait: Sized {
            fn $jvp(&self, $($($n: $N,)*)? a_dot: &Self) -> (Self, Self);

            fn $vjp_into(&self, $($($n: $N,)*)? y_bar: Self, a_bar: &mut Self) -> Self;

            fn $vjp_into_jvp(
                &self, $($($n: $N,)*)? y_bar: Self, a_bar: &mut Self,
                a_dot: &Self, y_bar_dot: Self, a_bar_dot: &mut Self,
            ) -> (Self, Self);
        }

        maths!(@of f64 $trait $name $jvp $vjp_into $vjp_into_jvp ($($($n: $N),*)?) |$a| $first; $second);
        maths!(@of f32 $trait $name $jvp $vjp_into $vjp_into_jvp ($($($n: $N),*)?) |$a| $first; $second);
    )*};
    (@of $float:ident $trait:ident $name:ident $jvp:ident $vjp_into:ident $vjp_into_jvp:ident
        ($($n:ident: $N:ty),*) |$a:ident| $first:expr; $second:expr) => {
        impl<D: Dimension> $trait for Array<$float, D> {
            fn $jvp(&self, $($n: $N,)* a_dot: &Self) -> (Self, Self) {
                let slopes = |$a: $float| -> Slopes<$float> { ($first, $second) };
                (self.$name($($n),*), tangent(self, a_dot, &slopes))
            }

            fn $vjp_into(&self, $($n: $N,)* y_bar: Self, a_bar: &mut Self) -> Self {
                let slopes = |$a: $float| -> Slopes<$float> { ($first, $second) };
                adjoint(self, &y_bar, a_bar, &slopes);
                self.$name($($n),*)
            }

            fn $vjp_into_jvp(
                &self, $($n: $N,)* y_bar: Self, a_bar: &mut Self,
                a_dot: &Self, y_bar_dot: Self, a_bar_dot: &mut Self,
            ) -> (Self, Self) {
                let slopes = |$a: $float| -> Slopes<$float> { ($first, $second) };
                adjoint(self, &y_bar, a_bar, &slopes);
                adjoint_tangent((self, a_dot), (&y_bar, &y_bar_dot), a_bar_dot, &slopes);
                self.$jvp($($n,)* a_dot)
            }
        }
    };
}

maths! {
    Abs abs abs_jvp abs_vjp_into abs_vjp_into_jvp |a| a.signum(); 0.0;
    Recip recip recip_jvp recip_vjp_into recip_vjp_into_jvp |a| -(a * a).recip(); 2.0 / (a * a * a);
    Sqrt sqrt sqrt_jvp sqrt_vjp_into sqrt_vjp_into_jvp |a| 0.5 / a.sqrt(); -0.25 / (a * a.sqrt());
    Exp exp exp_jvp exp_vjp_into exp_vjp_into_jvp |a| a.exp(); a.exp();
    ExpM1 exp_m1 exp_m1_jvp exp_m1_vjp_into exp_m1_vjp_into_jvp |a| a.exp(); a.exp();
    Ln ln ln_jvp ln_vjp_into ln_vjp_into_jvp |a| a.recip(); -(a * a).recip();
    Ln1p ln_1p ln_1p_jvp ln_1p_vjp_into ln_1p_vjp_into_jvp |a| (1.0 + a).recip(); -((1.0 + a) * (1.0 + a)).recip();
    Sin sin sin_jvp sin_vjp_into sin_vjp_into_jvp |a| a.cos(); -a.sin();
    Cos cos cos_jvp cos_vjp_into cos_vjp_into_jvp |a| -a.sin(); -a.cos();
    Tan tan tan_jvp tan_vjp_into tan_vjp_into_jvp |a| (a.cos() * a.cos()).recip(); 2.0 * a.tan() / (a.cos() * a.cos());
    Atan atan atan_jvp atan_vjp_into atan_vjp_into_jvp |a| (1.0 + a * a).recip(); -2.0 * a / ((1.0 + a * a) * (1.0 + a * a));
    Sinh sinh sinh_jvp sinh_vjp_into sinh_vjp_into_jvp |a| a.cosh(); a.sinh();
    Cosh cosh cosh_jvp cosh_vjp_into cosh_vjp_into_jvp |a| a.sinh(); a.cosh();
    Tanh tanh tanh_jvp tanh_vjp_into tanh_vjp_into_jvp |a| (a.cosh() * a.cosh()).recip(); -2.0 * a.tanh() / (a.cosh() * a.cosh());
    Powi powi powi_jvp powi_vjp_into powi_vjp_into_jvp (n: i32) |a| slope(a, n, 1); slope(a, n, 2);
    Pow2 pow2 pow2_jvp pow2_vjp_into pow2_vjp_into_jvp |a| 2.0 * a; 2.0;
}

/// The first or second derivative of `aⁿ`: `n aⁿ⁻¹`, `n (n - 1) aⁿ⁻²`.
fn slope<T: Scalar + Power>(a: T, n: i32, order: i32) -> T {
    let factor = (0..order).map(|k| f64::from(n) - f64::from(k)).product::<f64>();
    // Where the factor is zero, the power may be infinite.
    a.power(n - order).zero_wins(T::of(factor))
}

trait Power {
    fn power(self, n: i32) -> Self;

    fn of(factor: f64) -> Self;
}

macro_rules! powers {
    ($($float:ident)*) => {$(
        impl Power for $float {
            fn power(self, n: i32) -> Self {
                self.powi(n)
            }

            #[allow(clippy::cast_possible_truncation, reason = "a small integer")]
            fn of(factor: f64) -> Self {
                factor as Self
            }
        }
    )*};
}

powers!(f64 f32);
