//! Constructors from slices, vectors, one element, columns. They are linear, so a tangent is
//! made as the value is, and a cotangent is read back.

use crate::foreign::dual::Field;
use alloc::vec::Vec;
use nalgebra::{DMatrix, DVector, SMatrix, SVector};

/// The companions of one constructor: `[..]` are the arguments without a derivative, and
/// `add` brings the cotangent of the value to that of the argument.
macro_rules! linear {
    ($jvp:ident $vjp_into:ident $vjp_into_jvp:ident [$($n:ident: $n_ty:ty),*] ($x:ident: $x_ty:ty, $bar_ty:ty)
        |$of:ident| $value:expr; |$y_bar:ident, $x_bar:ident| $add:expr) => {
        #[inline]
        fn $jvp($($n: $n_ty,)* $x: $x_ty, x_dot: $x_ty) -> (Self, Self) {
            let make = |$of: $x_ty| -> Self { $value };
            (make($x), make(x_dot))
        }

        #[inline]
        fn $vjp_into($($n: $n_ty,)* $x: $x_ty, $y_bar: Self, $x_bar: $bar_ty) -> Self {
            $add;
            let $of = $x;
            $value
        }

        #[inline]
        fn $vjp_into_jvp(
            $($n: $n_ty,)* $x: $x_ty, $y_bar: Self, $x_bar: $bar_ty, x_dot: $x_ty, y_bar_dot: Self, x_bar_dot: $bar_ty,
        ) -> (Self, Self) {
            $add;
            {
                let ($y_bar, $x_bar) = (y_bar_dot, x_bar_dot);
                $add;
            }
            Self::$jvp($($n,)* $x, x_dot)
        }
    };
}

pub(super) use linear;

/// Adds elements one by one.
pub(super) fn add<'a, T: Field>(shadow: impl IntoIterator<Item = &'a mut T>, more: impl IntoIterator<Item = T>) {
    shadow.into_iter().zip(more).for_each(|(shadow, more)| *shadow += more);
}

/// Companions of `from_column_slice`, `from_row_slice` and `from_vec`, of what has as many
/// elements as the slice.
#[allow(missing_docs, reason = "the naming protocol")]
pub trait FromSlice<T: Field>: Sized {
    fn columns(elements: &[T]) -> Self;

    fn rows(elements: &[T]) -> Self;

    fn by_columns(&self) -> Vec<T>;

    fn by_rows(&self) -> Vec<T>;

    linear! {
        from_column_slice_jvp from_column_slice_vjp_into from_column_slice_vjp_into_jvp [] (x: &[T], &mut [T])
            |x| Self::columns(x); |y_bar, x_bar| add(x_bar, y_bar.by_columns())
    }

    linear! {
        from_row_slice_jvp from_row_slice_vjp_into from_row_slice_vjp_into_jvp [] (x: &[T], &mut [T])
            |x| Self::rows(x); |y_bar, x_bar| add(x_bar, y_bar.by_rows())
    }

    linear! {
        from_vec_jvp from_vec_vjp_into from_vec_vjp_into_jvp [] (x: Vec<T>, &mut Vec<T>)
            |x| Self::columns(&x); |y_bar, x_bar| add(x_bar, y_bar.by_columns())
    }
}

impl<T: Field> FromSlice<T> for DVector<T> {
    #[inline]
    fn columns(elements: &[T]) -> Self {
        Self::from_column_slice(elements)
    }

    #[inline]
    fn rows(elements: &[T]) -> Self {
        Self::from_row_slice(elements)
    }

    #[inline]
    fn by_columns(&self) -> Vec<T> {
        self.iter().copied().collect()
    }

    #[inline]
    fn by_rows(&self) -> Vec<T> {
        self.by_columns()
    }
}

impl<T: Field, const R: usize, const C: usize> FromSlice<T> for SMatrix<T, R, C> {
    #[inline]
    fn columns(elements: &[T]) -> Self {
        Self::from_column_slice(elements)
    }

    #[inline]
    fn rows(elements: &[T]) -> Self {
        Self::from_row_slice(elements)
    }

    #[inline]
    fn by_columns(&self) -> Vec<T> {
        self.iter().copied().collect()
    }

    #[inline]
    fn by_rows(&self) -> Vec<T> {
        self.row_iter().flat_map(|row| row.iter().copied().collect::<Vec<T>>()).collect()
    }
}

/// The same of a matrix whose extents are arguments.
#[allow(missing_docs, clippy::too_many_arguments, reason = "the naming protocol")]
pub trait FromSlice3<T: Field>: Sized {
    fn columns(rows: usize, columns: usize, elements: &[T]) -> Self;

    fn rows(rows: usize, columns: usize, elements: &[T]) -> Self;

    fn by_columns(&self) -> Vec<T>;

    fn by_rows(&self) -> Vec<T>;

    linear! {
        from_column_slice_jvp from_column_slice_vjp_into from_column_slice_vjp_into_jvp
            [r: usize, c: usize] (x: &[T], &mut [T])
            |x| Self::columns(r, c, x); |y_bar, x_bar| add(x_bar, y_bar.by_columns())
    }

    linear! {
        from_row_slice_jvp from_row_slice_vjp_into from_row_slice_vjp_into_jvp [r: usize, c: usize] (x: &[T], &mut [T])
            |x| Self::rows(r, c, x); |y_bar, x_bar| add(x_bar, y_bar.by_rows())
    }

    linear! {
        from_vec_jvp from_vec_vjp_into from_vec_vjp_into_jvp [r: usize, c: usize] (x: Vec<T>, &mut Vec<T>)
            |x| Self::columns(r, c, &x); |y_bar, x_bar| add(x_bar, y_bar.by_columns())
    }
}

impl<T: Field> FromSlice3<T> for DMatrix<T> {
    #[inline]
    fn columns(rows: usize, columns: usize, elements: &[T]) -> Self {
        Self::from_column_slice(rows, columns, elements)
    }

    #[inline]
    fn rows(rows: usize, columns: usize, elements: &[T]) -> Self {
        Self::from_row_slice(rows, columns, elements)
    }

    #[inline]
    fn by_columns(&self) -> Vec<T> {
        self.iter().copied().collect()
    }

    #[inline]
    fn by_rows(&self) -> Vec<T> {
        self.row_iter().flat_map(|row| row.iter().copied().collect::<Vec<T>>()).collect()
    }
}

/// Companions of `from_element` and `repeat`.
#[allow(missing_docs, reason = "the naming protocol")]
pub trait FromElement<T: Field>: Sized {
    fn all(element: T) -> Self;

    fn total(&self) -> T;

    linear! {
        from_element_jvp from_element_vjp_into from_element_vjp_into_jvp [] (x: T, &mut T)
            |x| Self::all(x); |y_bar, x_bar| *x_bar += y_bar.total()
    }

    linear! {
        repeat_jvp repeat_vjp_into repeat_vjp_into_jvp [] (x: T, &mut T)
            |x| Self::all(x); |y_bar, x_bar| *x_bar += y_bar.total()
    }
}

impl<T: Field, const R: usize, const C: usize> FromElement<T> for SMatrix<T, R, C> {
    #[inline]
    fn all(element: T) -> Self {
        Self::from_element(element)
    }

    #[inline]
    fn total(&self) -> T {
        self.sum()
    }
}

/// Companions of `from_diagonal`.
#[allow(missing_docs, reason = "the naming protocol")]
pub trait FromDiagonal<V>: Sized {
    fn diagonal_of(diagonal: &V) -> Self;

    fn add_diagonal(&self, shadow: &mut V);

    linear! {
        from_diagonal_jvp from_diagonal_vjp_into from_diagonal_vjp_into_jvp [] (x: &V, &mut V)
            |x| Self::diagonal_of(x); |y_bar, x_bar| y_bar.add_diagonal(x_bar)
    }
}

impl<T: Field, const D: usize> FromDiagonal<SVector<T, D>> for SMatrix<T, D, D> {
    #[inline]
    fn diagonal_of(diagonal: &SVector<T, D>) -> Self {
        Self::from_fn(|i, k| if i == k { diagonal[i] } else { T::zero() })
    }

    #[inline]
    fn add_diagonal(&self, shadow: &mut SVector<T, D>) {
        add(shadow, (0..D).map(|i| self[(i, i)]));
    }
}

impl<T: Field> FromDiagonal<DVector<T>> for DMatrix<T> {
    #[inline]
    fn diagonal_of(diagonal: &DVector<T>) -> Self {
        Self::from_diagonal(diagonal)
    }

    #[inline]
    fn add_diagonal(&self, shadow: &mut DVector<T>) {
        add(shadow, (0..self.nrows()).map(|i| self[(i, i)]));
    }
}

/// Companions of `from_columns` and `from_rows`.
#[allow(missing_docs, clippy::extra_unused_lifetimes, reason = "the naming protocol")]
pub trait FromColumns<V>: Sized {
    fn of_columns(columns: &[V]) -> Self;

    fn add_columns(&self, shadows: &mut [V]);

    linear! {
        from_columns_jvp from_columns_vjp_into from_columns_vjp_into_jvp [] (x: &[V], &mut [V])
            |x| Self::of_columns(x); |y_bar, x_bar| y_bar.add_columns(x_bar)
    }
}

impl<T: Field, const R: usize, const C: usize> FromColumns<SVector<T, R>> for SMatrix<T, R, C> {
    #[inline]
    fn of_columns(columns: &[SVector<T, R>]) -> Self {
        Self::from_columns(columns)
    }

    #[inline]
    fn add_columns(&self, shadows: &mut [SVector<T, R>]) {
        shadows.iter_mut().zip(self.column_iter()).for_each(|(shadow, column)| *shadow += column);
    }
}

impl<T: Field> FromColumns<DVector<T>> for DMatrix<T> {
    #[inline]
    fn of_columns(columns: &[DVector<T>]) -> Self {
        Self::from_columns(columns)
    }

    #[inline]
    fn add_columns(&self, shadows: &mut [DVector<T>]) {
        shadows.iter_mut().zip(self.column_iter()).for_each(|(shadow, column)| *shadow += column);
    }
}
