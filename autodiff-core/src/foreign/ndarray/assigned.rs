//! What is assigned to an array, or to a part of it: a smaller array is spread, and its
//! cotangent is the sum over its copies.

use super::spread::Side;
use crate::differentiable::Differentiable;
use crate::foreign::changes::{Changes, Fill, names};
use crate::generic::Scalar;
use core::mem::replace;
use ndarray::{Array, Array2, ArrayViewMut, Axis, Dimension, Ix1, RemoveAxis, SliceArg};

macro_rules! assigned {
    ($($float:ident)*) => {$(
        assigned!(@of $float [D: Dimension,] Array<$float, D>, D, names::Assign, (): (), |a| a.view_mut());
        assigned!(@of $float [] Array2<$float>, Ix1, names::RowAssign, (i,): (usize,), |a| a.row_mut(i));
        assigned!(@of $float [] Array2<$float>, Ix1, names::ColumnAssign, (j,): (usize,), |a| a.column_mut(j));
        assigned!(@of $float [] Array2<$float>, Ix1, names::DiagAssign, (): (), |a| a.diag_mut());
        assigned!(@of $float [D: Dimension,] Array<$float, D>, D, names::ViewAssign, (): (), |a| a.view_mut());
        assigned!(@of $float [D: RemoveAxis,] Array<$float, D>, D::Smaller, names::IndexAxisAssign, (axis, i): (Axis, usize),
            |a| a.index_axis_mut(axis, i));
        assigned!(@of $float [D: Dimension, I: SliceArg<D> + Copy,] Array<$float, D>, I::OutDim, names::SliceAssign, (part,): (I,),
            |a| a.slice_mut(part));

        impl<D: Dimension> Fill<$float> for Array<$float, D> {
            fn all(&mut self, x: $float) {
                self.fill(x);
            }

            fn taken(&mut self) -> $float {
                self.iter_mut().fold(0.0, |sum, element| sum + replace(element, 0.0))
            }
        }
    )*};
    (@of $float:ident [$($bounds:tt)*] $of:ty, $dimension:ty, $rule:ty, $n:tt: $N:ty, |$a:ident| $part:expr) => {
        impl<$($bounds)* E: Dimension> Changes<$rule, $N, Array<$float, E>> for $of
        where
            Array<$float, E>: Side<$float, $dimension>,
        {
            fn change(&mut self, $n: $N, b: &Array<$float, E>) {
                let $a = self;
                $part.assign(b);
            }

            fn back(&mut self, $n: $N, b_bar: &mut Array<$float, E>) {
                let $a = self;
                let more = b_bar.fold(taken($part));
                b_bar.accumulate(&more);
            }
        }
    };
}

/// The elements, which are replaced by zeros.
fn taken<T: Scalar, D: Dimension>(mut part: ArrayViewMut<'_, T, D>) -> Array<T, D> {
    let whole = part.to_owned();
    part.iter_mut().for_each(T::set_zero);
    whole
}

assigned!(f64 f32);
