//! Columns and rows. In the companions a view is a copy of what it shows ([`Lends`]).

use crate::foreign::dual::Field;
use crate::foreign::linear::{Linear, names};
use crate::foreign::views::Lends;
use nalgebra::base::ViewStorage;
use nalgebra::{DefaultAllocator, Dim, Matrix, OMatrix, OVector, U1, allocator::Allocator};

impl<T: Field, R: Dim, C: Dim, RStride: Dim, CStride: Dim> Lends
    for Matrix<T, R, C, ViewStorage<'_, T, R, C, RStride, CStride>>
where
    DefaultAllocator: Allocator<R, C>,
{
    type Owned = OMatrix<T, R, C>;

    #[inline]
    fn owned(self) -> OMatrix<T, R, C> {
        self.into_owned()
    }
}

impl<T: Field, R: Dim, C: Dim> Linear<names::Column, (usize,)> for OMatrix<T, R, C>
where
    DefaultAllocator: Allocator<R, C> + Allocator<R>,
{
    type Output = OVector<T, R>;

    #[inline]
    fn value(&self, (j,): (usize,)) -> OVector<T, R> {
        self.column(j).into_owned()
    }

    #[inline]
    fn add(&mut self, (j,): (usize,), y_bar: OVector<T, R>) {
        self.column_mut(j).zip_apply(&y_bar, |of, more| *of += more);
    }
}

impl<T: Field, R: Dim, C: Dim> Linear<names::Row, (usize,)> for OMatrix<T, R, C>
where
    DefaultAllocator: Allocator<R, C> + Allocator<U1, C>,
{
    type Output = OMatrix<T, U1, C>;

    #[inline]
    fn value(&self, (i,): (usize,)) -> OMatrix<T, U1, C> {
        self.row(i).into_owned()
    }

    #[inline]
    fn add(&mut self, (i,): (usize,), y_bar: OMatrix<T, U1, C>) {
        self.row_mut(i).zip_apply(&y_bar, |of, more| *of += more);
    }
}
