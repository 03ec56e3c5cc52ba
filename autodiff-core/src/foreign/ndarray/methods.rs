//! Methods without arguments: sums, means, the elements as a vector.

use crate::differentiable::Differentiable;
use crate::foreign::rule::{Sum, Unary};
use crate::memory::assert_as_long;
use alloc::vec::Vec;
use core::ops::AddAssign;
use ndarray::{Array, Array1, Dimension};

macro_rules! sums {
    ($($float:ident)*) => {$(
        /// Each element has the cotangent of the sum.
        impl<D: Dimension> Unary<Array<$float, D>> for Sum {
            type Output = $float;

            fn jvp(a: &Array<$float, D>, a_dot: &Array<$float, D>) -> ($float, $float) {
                (a.sum(), a_dot.sum())
            }

            fn vjp(a: &Array<$float, D>, y_bar: $float) -> ($float, Array<$float, D>) {
                (a.sum(), Array::from_elem(a.raw_dim(), y_bar))
            }

            fn vjp_jvp(
                a: &Array<$float, D>,
                y_bar: $float,
                a_dot: &Array<$float, D>,
                y_bar_dot: $float,
            ) -> (($float, Array<$float, D>), ($float, Array<$float, D>)) {
                (Self::vjp(a, y_bar), Self::vjp(a_dot, y_bar_dot))
            }
        }

        impl<D: Dimension> Mean for Array<$float, D> {
            type Number = $float;

            fn mean_jvp(&self, a_dot: &Self) -> Option<($float, $float)> {
                self.mean().zip(a_dot.mean())
            }

            fn mean_vjp_into(&self, y_bar: $float, a_bar: &mut Self) -> Option<$float> {
                let mean = self.mean()?;
                #[allow(clippy::cast_precision_loss, reason = "as `ndarray` divides")]
                let each = y_bar / self.len() as $float;
                a_bar.iter_mut().for_each(|a| *a += each);
                Some(mean)
            }

            fn mean_vjp_into_jvp(
                &self,
                y_bar: $float,
                a_bar: &mut Self,
                a_dot: &Self,
                y_bar_dot: $float,
                a_bar_dot: &mut Self,
            ) -> Option<($float, $float)> {
                self.mean_vjp_into(y_bar, a_bar).zip(a_dot.mean_vjp_into(y_bar_dot, a_bar_dot))
            }
        }

        impl ToVec for Array1<$float> {
            type Number = $float;

            fn to_vec_jvp(&self, a_dot: &Self) -> (Vec<$float>, Vec<$float>) {
                (self.to_vec(), a_dot.to_vec())
            }

            fn to_vec_vjp_into(&self, y_bar: impl AsRef<[$float]>, a_bar: &mut Self) -> Vec<$float> {
                accumulate(a_bar, y_bar.as_ref());
                self.to_vec()
            }

            fn to_vec_vjp_into_jvp(
                &self,
                y_bar: impl AsRef<[$float]>,
                a_bar: &mut Self,
                a_dot: &Self,
                y_bar_dot: impl AsRef<[$float]>,
                a_bar_dot: &mut Self,
            ) -> (Vec<$float>, Vec<$float>) {
                accumulate(a_bar_dot, y_bar_dot.as_ref());
                (self.to_vec_vjp_into(y_bar, a_bar), a_dot.to_vec())
            }
        }
    )*};
}

/// Adds elements one by one.
fn accumulate<T: Copy + AddAssign>(shadow: &mut Array1<T>, more: &[T]) {
    assert_as_long(shadow.len(), more.len());
    shadow.iter_mut().zip(more).for_each(|(shadow, more)| *shadow += *more);
}

/// Companions of `to_vec`.
#[allow(missing_docs, reason = "the naming protocol")]
pub trait ToVec: Differentiable {
    type Number: Differentiable;

    fn to_vec_jvp(&self, a_dot: &Self) -> (Vec<Self::Number>, Vec<Self::Number>);

    fn to_vec_vjp_into(&self, y_bar: impl AsRef<[Self::Number]>, a_bar: &mut Self) -> Vec<Self::Number>;

    fn to_vec_vjp_into_jvp(
        &self,
        y_bar: impl AsRef<[Self::Number]>,
        a_bar: &mut Self,
        a_dot: &Self,
        y_bar_dot: impl AsRef<[Self::Number]>,
        a_bar_dot: &mut Self,
    ) -> (Vec<Self::Number>, Vec<Self::Number>);
}

/// Companions of `mean`.
#[allow(missing_docs, reason = "the naming protocol")]
pub trait Mean: Differentiable {
    type Number: Differentiable;

    fn mean_jvp(&self, a_dot: &Self) -> Option<(Self::Number, Self::Number)>;

    fn mean_vjp_into(&self, y_bar: Self::Number, a_bar: &mut Self) -> Option<Self::Number>;

    fn mean_vjp_into_jvp(
        &self,
        y_bar: Self::Number,
        a_bar: &mut Self,
        a_dot: &Self,
        y_bar_dot: Self::Number,
        a_bar_dot: &mut Self,
    ) -> Option<(Self::Number, Self::Number)>;
}

sums!(f64 f32);
