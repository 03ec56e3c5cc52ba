//! Sums and means along an axis.
//!
//! `s = Σ_i a_i` over an axis has `a_bar_i += s_bar` for each `i`; the mean over `n` has
//! `a_bar_i += s_bar / n`.

use crate::foreign::linear::{Linear, names};
use ndarray::{Array, Axis, RemoveAxis};

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
    )*};
}

along_an_axis!(f64 f32);
