//! Constructors from rows, arrays, one element of so many. They are linear.

use super::slices::linear;
use crate::foreign::dual::Field;
use nalgebra::{
    DMatrix, DVector, DefaultAllocator, Dim, OMatrix, RowDVector, RowSVector, SMatrix, allocator::Allocator,
};

/// Companions of `from_rows`.
#[allow(missing_docs, clippy::extra_unused_lifetimes, reason = "the naming protocol")]
pub trait FromRows<V>: Sized {
    fn of_rows(rows: &[V]) -> Self;

    fn add_rows(&self, shadows: &mut [V]);

    linear! {
        from_rows_jvp from_rows_vjp_into from_rows_vjp_into_jvp [] (x: &[V], &mut [V])
            |x| Self::of_rows(x); |y_bar, x_bar| y_bar.add_rows(x_bar)
    }
}

impl<T: Field, const R: usize, const C: usize> FromRows<RowSVector<T, C>> for SMatrix<T, R, C> {
    #[inline]
    fn of_rows(rows: &[RowSVector<T, C>]) -> Self {
        Self::from_rows(rows)
    }

    #[inline]
    fn add_rows(&self, shadows: &mut [RowSVector<T, C>]) {
        shadows.iter_mut().zip(self.row_iter()).for_each(|(shadow, row)| *shadow += row);
    }
}

impl<T: Field> FromRows<RowDVector<T>> for DMatrix<T> {
    #[inline]
    fn of_rows(rows: &[RowDVector<T>]) -> Self {
        Self::from_rows(rows)
    }

    #[inline]
    fn add_rows(&self, shadows: &mut [RowDVector<T>]) {
        shadows.iter_mut().zip(self.row_iter()).for_each(|(shadow, row)| *shadow += row);
    }
}

/// Companions of `from_element`, `repeat` and `from_diagonal_element` of a vector with so many
/// elements, or of a square matrix.
#[allow(missing_docs, reason = "the naming protocol")]
pub trait FromElement2<T: Field>: Sized {
    fn all(n: usize, element: T) -> Self;

    fn total(&self) -> T;

    linear! {
        from_element_jvp from_element_vjp_into from_element_vjp_into_jvp [n: usize] (x: T, &mut T)
            |x| Self::all(n, x); |y_bar, x_bar| *x_bar += y_bar.total()
    }

    linear! {
        repeat_jvp repeat_vjp_into repeat_vjp_into_jvp [n: usize] (x: T, &mut T)
            |x| Self::all(n, x); |y_bar, x_bar| *x_bar += y_bar.total()
    }
}

impl<T: Field> FromElement2<T> for DVector<T> {
    #[inline]
    fn all(n: usize, element: T) -> Self {
        Self::from_element(n, element)
    }

    #[inline]
    fn total(&self) -> T {
        self.sum()
    }
}

/// The same of a matrix of so many rows and columns.
#[allow(missing_docs, clippy::too_many_arguments, reason = "the naming protocol")]
pub trait FromElement3<T: Field>: Sized {
    fn all(rows: usize, columns: usize, element: T) -> Self;

    fn total(&self) -> T;

    fn on_diagonal(rows: usize, columns: usize, element: T) -> Self;

    fn trace(&self) -> T;

    linear! {
        from_element_jvp from_element_vjp_into from_element_vjp_into_jvp [r: usize, c: usize] (x: T, &mut T)
            |x| Self::all(r, c, x); |y_bar, x_bar| *x_bar += y_bar.total()
    }

    linear! {
        repeat_jvp repeat_vjp_into repeat_vjp_into_jvp [r: usize, c: usize] (x: T, &mut T)
            |x| Self::all(r, c, x); |y_bar, x_bar| *x_bar += y_bar.total()
    }

    linear! {
        from_diagonal_element_jvp from_diagonal_element_vjp_into from_diagonal_element_vjp_into_jvp
            [r: usize, c: usize] (x: T, &mut T)
            |x| Self::on_diagonal(r, c, x); |y_bar, x_bar| *x_bar += FromElement3::trace(&y_bar)
    }
}

impl<T: Field> FromElement3<T> for DMatrix<T> {
    #[inline]
    fn all(rows: usize, columns: usize, element: T) -> Self {
        Self::from_element(rows, columns, element)
    }

    #[inline]
    fn total(&self) -> T {
        self.sum()
    }

    #[inline]
    fn on_diagonal(rows: usize, columns: usize, element: T) -> Self {
        Self::from_diagonal_element(rows, columns, element)
    }

    #[inline]
    fn trace(&self) -> T {
        total_of_diagonal(self)
    }
}

/// Companions of `from_diagonal_element` of a size that is known.
#[allow(missing_docs, reason = "the naming protocol")]
pub trait FromDiagonalElement<T: Field>: Sized {
    fn on_diagonal(element: T) -> Self;

    fn trace(&self) -> T;

    linear! {
        from_diagonal_element_jvp from_diagonal_element_vjp_into from_diagonal_element_vjp_into_jvp [] (x: T, &mut T)
            |x| Self::on_diagonal(x); |y_bar, x_bar| *x_bar += FromDiagonalElement::trace(&y_bar)
    }
}

impl<T: Field, const R: usize, const C: usize> FromDiagonalElement<T> for SMatrix<T, R, C> {
    #[inline]
    fn on_diagonal(element: T) -> Self {
        Self::from_diagonal_element(element)
    }

    #[inline]
    fn trace(&self) -> T {
        total_of_diagonal(self)
    }
}

fn total_of_diagonal<T: Field, R: Dim, C: Dim>(a: &OMatrix<T, R, C>) -> T
where
    DefaultAllocator: Allocator<R, C>,
{
    (0..a.nrows().min(a.ncols())).fold(T::zero(), |sum, i| sum + a[(i, i)])
}
