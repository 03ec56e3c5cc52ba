//! Parts of arrays: rows, columns, slices, the transpose, and what runs through rows.
//!
//! A part is linear: with `y = P a`, the tangent is `P a_dot`, and the adjoint adds `Pᵀ y_bar`,
//! which is `y_bar` in the part of `a_bar` that `P` shows. In the companions a view is a copy of what it shows
//! ([`Lends`]); a sequence of views is a `Vec` of copies.

use crate::differentiable::Differentiable;
use crate::foreign::linear::{Linear, names};
use crate::foreign::views::Lends;
use crate::given::Given;
use alloc::vec::Vec;
use ndarray::iter::{AxisIter, Lanes};
use ndarray::{
    Array, Array1, Array2, ArrayBase, ArrayView, ArrayView1, ArrayView2, Axis, Data, Dimension, Ix1, Ix2, RawData,
    RemoveAxis, ShapeError, SliceArg, Zip,
};

impl<T: Clone, D: Dimension> Lends for ArrayView<'_, T, D> {
    type Owned = Array<T, D>;

    #[inline]
    fn owned(self) -> Array<T, D> {
        self.to_owned()
    }
}

impl<T: Clone, D: Dimension> Lends for AxisIter<'_, T, D> {
    type Owned = Vec<Array<T, D>>;

    fn owned(self) -> Vec<Array<T, D>> {
        self.map(|view| view.to_owned()).collect()
    }
}

impl<T: Clone, D: Dimension> Lends for Lanes<'_, T, D> {
    type Owned = Vec<Array1<T>>;

    fn owned(self) -> Vec<Array1<T>> {
        self.into_iter().map(|view| view.to_owned()).collect()
    }
}

/// The rule of one name: the part of an array, and the same of a shadow, to be changed.
macro_rules! part {
    ($name:ident [$($bounds:tt)*] $of:ty, $n:tt: $N:ty => $output:ty; |$a:ident| $value:expr; $part:expr) => {
        impl<$($bounds)*> Linear<names::$name, $N> for $of {
            type Output = $output;

            fn value(&self, $n: $N) -> $output {
                let $a = self;
                $value.to_owned()
            }

            fn add(&mut self, $n: $N, y_bar: $output) {
                let $a = self;
                Zip::from($part).and(&y_bar).for_each(T::accumulate);
            }
        }
    };
}

part!(T [T: Differentiable, D: Dimension] Array<T, D>, (): () => Array<T, D>; |a| a.t(); a.view_mut().reversed_axes());
part!(View [T: Differentiable, D: Dimension] Array<T, D>, (): () => Array<T, D>; |a| a; a);
part!(Diag [T: Differentiable] Array2<T>, (): () => Array1<T>; |a| a.diag(); a.diag_mut());
part!(Row [T: Differentiable] Array2<T>, (i,): (usize,) => Array1<T>; |a| a.row(i); a.row_mut(i));
part!(Column [T: Differentiable] Array2<T>, (j,): (usize,) => Array1<T>; |a| a.column(j); a.column_mut(j));
part!(Slice [T: Differentiable, D: Dimension, I: SliceArg<D> + Copy] Array<T, D>, (part,): (I,) => Array<T, I::OutDim>;
    |a| a.slice(part); a.slice_mut(part));
part!(IndexAxis [T: Differentiable, D: RemoveAxis] Array<T, D>, (axis, i): (Axis, usize) => Array<T, D::Smaller>;
    |a| a.index_axis(axis, i); a.index_axis_mut(axis, i));

/// The rule of a sequence of parts.
macro_rules! parts {
    ($name:ident [$($bounds:tt)*] $of:ty, $n:tt: $N:ty => $part:ty; |$a:ident| $values:expr; $parts:expr) => {
        impl<$($bounds)*> Linear<names::$name, $N> for $of {
            type Output = Vec<$part>;

            fn value(&self, $n: $N) -> Vec<$part> {
                let $a = self;
                $values.owned()
            }

            fn add(&mut self, $n: $N, y_bar: Vec<$part>) {
                let $a = self;
                for (part, more) in $parts.into_iter().zip(&y_bar) {
                    Zip::from(part).and(more).for_each(T::accumulate);
                }
            }
        }
    };
}

parts!(Rows [T: Differentiable] Array2<T>, (): () => Array1<T>; |a| a.rows(); a.rows_mut());
parts!(Columns [T: Differentiable] Array2<T>, (): () => Array1<T>; |a| a.columns(); a.columns_mut());
parts!(OuterIter [T: Differentiable, D: RemoveAxis] Array<T, D>, (): () => Array<T, D::Smaller>;
    |a| a.outer_iter(); a.outer_iter_mut());
parts!(AxisIter [T: Differentiable, D: RemoveAxis] Array<T, D>, (axis,): (Axis,) => Array<T, D::Smaller>;
    |a| a.axis_iter(axis); a.axis_iter_mut(axis));

/// What a function of views takes, of an array in a companion that calls it.
impl<'a, T, D: Dimension> Given<'a, Array<T, D>> for ArrayView<'a, T, D> {
    #[inline]
    fn of(value: &'a Array<T, D>) -> Self {
        value.view()
    }
}

/// A constant matrix, of which the rows are run through.
#[inline]
pub fn lines<S: Data>(of: &ArrayBase<S, Ix2>) -> ArrayView2<'_, S::Elem> {
    of.view()
}

/// A view of some numbers.
type Line = ArrayView1<'static, f64>;

/// Compiles if this is `Zip::from`.
#[inline]
pub fn is_zip(_: fn(Line) -> Zip<(Line,), Ix1>) {}

/// Compiles if this is `stack` or `concatenate`, which give such a `Result` alone.
#[inline]
pub fn is_join<D>(_: fn(Axis, &[Line]) -> Joined<D>) {}

/// What these give.
type Joined<D> = Result<Array<f64, D>, ShapeError>;

/// Compiles if it is an array.
#[inline]
#[must_use]
pub fn is_array<S: RawData, D>(_: &ArrayBase<S, D>) -> bool {
    true
}
