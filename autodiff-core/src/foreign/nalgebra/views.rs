//! Columns and rows. In the companions a view is a copy of what it shows ([`Lends`]).

use crate::foreign::dual::Field;
use crate::foreign::linear::{Linear, names};
use crate::foreign::views::Lends;
use alloc::vec::Vec;
use nalgebra::base::{ViewStorage, iter};
use nalgebra::{
    DefaultAllocator, Dim, Matrix, OMatrix, OVector, Quaternion, RawStorage, Rotation, SMatrix, SVector, U1, Unit,
    UnitQuaternion, allocator::Allocator,
};

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

impl<T: Field, const D: usize> Linear<names::MatrixOf, ()> for Rotation<T, D> {
    type Output = SMatrix<T, D, D>;

    #[inline]
    fn value(&self, (): ()) -> SMatrix<T, D, D> {
        *self.matrix()
    }

    #[inline]
    fn add(&mut self, (): (), y_bar: SMatrix<T, D, D>) {
        *self.matrix_mut_unchecked() += y_bar;
    }
}

/// What is run through, line by line.
macro_rules! lines {
    ($($name:ident $iter:ident $method:ident $method_mut:ident ($rows:ty, $columns:ty);)*) => {$(
        impl<T: Field, R: Dim, C: Dim, S: RawStorage<T, R, C>> Lends for iter::$iter<'_, T, R, C, S>
        where
            DefaultAllocator: Allocator<$rows, $columns>,
            Self: Iterator<Item: Lends<Owned = OMatrix<T, $rows, $columns>>>,
        {
            type Owned = Vec<OMatrix<T, $rows, $columns>>;

            #[inline]
            fn owned(self) -> Self::Owned {
                self.map(Lends::owned).collect()
            }
        }

        impl<T: Field, R: Dim, C: Dim> Linear<names::$name, ()> for OMatrix<T, R, C>
        where
            DefaultAllocator: Allocator<R, C> + Allocator<$rows, $columns>,
        {
            type Output = Vec<OMatrix<T, $rows, $columns>>;

            #[inline]
            fn value(&self, (): ()) -> Self::Output {
                self.$method().map(|line| line.into_owned()).collect()
            }

            #[inline]
            fn add(&mut self, (): (), y_bar: Self::Output) {
                for (mut line, more) in self.$method_mut().zip(&y_bar) {
                    line.zip_apply(more, |of, more| *of += more);
                }
            }
        }
    )*};
}

lines! {
    RowIter RowIter row_iter row_iter_mut (U1, C);
    ColumnIter ColumnIter column_iter column_iter_mut (R, U1);
}

impl<T: Field> Linear<names::QuaternionOf, ()> for UnitQuaternion<T> {
    type Output = Quaternion<T>;

    #[inline]
    fn value(&self, (): ()) -> Quaternion<T> {
        self.into_inner()
    }

    #[inline]
    fn add(&mut self, (): (), y_bar: Quaternion<T>) {
        *self = Unit::new_unchecked(Quaternion { coords: self.coords + y_bar.coords });
    }
}

/// `i`, `j`, `k`.
impl<T: Field> Linear<names::VectorOf, ()> for Quaternion<T> {
    type Output = SVector<T, 3>;

    #[inline]
    fn value(&self, (): ()) -> SVector<T, 3> {
        self.coords.fixed_rows::<3>(0).into_owned()
    }

    #[inline]
    fn add(&mut self, (): (), y_bar: SVector<T, 3>) {
        let mut part = self.coords.fixed_rows_mut::<3>(0);
        part += y_bar;
    }
}
