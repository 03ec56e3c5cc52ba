//! `a.powf(n)` of each element, along the exponent as well.
//!
//! The partials are those of the rule of floats (`rules/power.rs`): along an element `n a^(n-1)`, along the
//! exponent `y ln(a)`, which is zero where an element is not positive.

use crate::differentiable::Differentiable;
use crate::generic::Scalar;
use ndarray::{Array, Dimension, Zip};

/// Companions of `powf`.
#[allow(missing_docs, clippy::too_many_arguments, reason = "the naming protocol")]
#[allow(clippy::return_self_not_must_use, reason = "what generated code calls")]
pub trait Powf<T>: Differentiable + Sized {
    fn powf_jvp(&self, n: T, a_dot: &Self, n_dot: T) -> (Self, Self);

    fn powf_vjp_into(&self, n: T, y_bar: Self, a_bar: &mut Self, n_bar: &mut T) -> Self;

    fn powf_vjp_into_jvp(
        &self,
        n: T,
        y_bar: Self,
        a_bar: &mut Self,
        n_bar: &mut T,
        a_dot: &Self,
        n_dot: T,
        y_bar_dot: Self,
        a_bar_dot: &mut Self,
        n_bar_dot: &mut T,
    ) -> (Self, Self);
}

macro_rules! powers {
    ($($float:ident $first:ident $second:ident;)*) => {$(
        /// The partials along `a` and `n`.
        fn $first(a: $float, n: $float) -> [$float; 2] {
            let along_a = if n == 0.0 { 0.0 } else { n * a.powf(n - 1.0) };
            [along_a, if a > 0.0 { a.powf(n) * a.ln() } else { 0.0 }]
        }

        /// The partials of these: of each along `a` and `n`. Where an element is not positive, that along `n` is
        /// constant.
        fn $second(a: $float, n: $float) -> [[$float; 2]; 2] {
            let factor = n * (n - 1.0);
            let twice = if factor == 0.0 { 0.0 } else { factor * a.powf(n - 2.0) };
            if a > 0.0 {
                let mixed = a.powf(n - 1.0) * (1.0 + n * a.ln());
                return [[twice, mixed], [mixed, a.powf(n) * a.ln() * a.ln()]];
            }
            let is_empty = n == 0.0 && (a == 0.0 || a.is_nan());
            [[twice, if is_empty { 0.0 } else { a.powf(n - 1.0) }], [0.0, 0.0]]
        }

        impl<D: Dimension> Powf<$float> for Array<$float, D> {
            fn powf_jvp(&self, n: $float, a_dot: &Self, n_dot: $float) -> (Self, Self) {
                let tangent = Zip::from(self).and(a_dot).map_collect(|a, a_dot| {
                    let [along_a, along_n] = $first(*a, n);
                    a_dot.zero_wins(along_a) + n_dot.zero_wins(along_n)
                });
                (self.powf(n), tangent)
            }

            fn powf_vjp_into(&self, n: $float, y_bar: Self, a_bar: &mut Self, n_bar: &mut $float) -> Self {
                Zip::from(self).and(&y_bar).and(a_bar).for_each(|a, y_bar, a_bar| {
                    let [along_a, along_n] = $first(*a, n);
                    *a_bar += y_bar.zero_wins(along_a);
                    *n_bar += y_bar.zero_wins(along_n);
                });
                self.powf(n)
            }

            fn powf_vjp_into_jvp(
                &self, n: $float, y_bar: Self, a_bar: &mut Self, n_bar: &mut $float,
                a_dot: &Self, n_dot: $float, y_bar_dot: Self, a_bar_dot: &mut Self, n_bar_dot: &mut $float,
            ) -> (Self, Self) {
                Zip::from(self).and(a_dot).and(&y_bar).and(&y_bar_dot).and(a_bar_dot).for_each(
                    |a, a_dot, y_bar, y_bar_dot, a_bar_dot| {
                        let [along_a, along_n] = $first(*a, n);
                        let [of_a, of_n] = $second(*a, n).map(|[along_a, along_n]| {
                            let (a_dot, n_dot) = (a_dot.zero_wins(*y_bar), n_dot.zero_wins(*y_bar));
                            a_dot.zero_wins(along_a) + n_dot.zero_wins(along_n)
                        });
                        *a_bar_dot += of_a + y_bar_dot.zero_wins(along_a);
                        *n_bar_dot += of_n + y_bar_dot.zero_wins(along_n);
                    },
                );
                self.powf_vjp_into(n, y_bar, a_bar, n_bar);
                self.powf_jvp(n, a_dot, n_dot)
            }
        }
    )*};
}

powers! {
    f64 first second;
    f32 first_f32 second_f32;
}
