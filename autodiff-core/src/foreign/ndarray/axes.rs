//! Sums and means along an axis.
//!
//! `s = Σ_i a_i` over an axis has `a_bar_i += s_bar` for each `i`; the mean over `n` has
//! `a_bar_i += s_bar / n`.

use crate::foreign::linear::{Linear, names};
use ndarray::{Array, Axis, Dimension, RemoveAxis};

macro_rules! along_an_axis {
    ($($float:ident)*) => {$(
        impl<D: RemoveAxis> Linear<names::SumAxis, (Axis,)> for Array<$float, D> {
            type Output = Array<$float, D::Smaller>;

            fn value(&self, (axis,): (Axis,)) -> Self::Output {
                self.sum_axis(axis)
            }

            fn add(&mut self, (axis,): (Axis,), y_bar: Self::Output) {
                self.axis_iter_mut(axis).for_each(|mut part| part += &y_bar);
            }
        }

        impl<D: RemoveAxis> Linear<names::MeanAxis, (Axis,)> for Array<$float, D> {
            type Output = Option<Array<$float, D::Smaller>>;

            fn value(&self, (axis,): (Axis,)) -> Self::Output {
                self.mean_axis(axis)
            }

            fn add(&mut self, (axis,): (Axis,), y_bar: Self::Output) {
                let Some(y_bar) = y_bar else { return };
                #[allow(clippy::cast_precision_loss, reason = "as `ndarray` divides")]
                let each = y_bar / self.len_of(axis) as $float;
                self.axis_iter_mut(axis).for_each(|mut part| part += &each);
            }
        }
        impl<D: Dimension> Linear<names::InsertAxis, (Axis,)> for Array<$float, D> {
            type Output = Array<$float, D::Larger>;

            fn value(&self, (axis,): (Axis,)) -> Self::Output {
                self.clone().insert_axis(axis)
            }

            /// An axis of one element changes no order.
            fn add(&mut self, _: (Axis,), y_bar: Self::Output) {
                self.iter_mut().zip(y_bar).for_each(|(a_bar, y_bar)| *a_bar += y_bar);
            }
        }
    )*};
}

along_an_axis!(f64 f32);
