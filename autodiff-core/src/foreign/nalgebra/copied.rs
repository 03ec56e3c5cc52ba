//! What is copied into a matrix, or into a block of it.

use crate::foreign::changes::{Changes, names};
use crate::foreign::dual::Field;
use nalgebra::{
    DefaultAllocator, Dim, DimMin, DimMinimum, Matrix, OMatrix, OVector, RawStorageMut, allocator::Allocator,
};

/// Rules of what is copied into a part, which is a view.
macro_rules! copies {
    ($([$($generics:tt)*] $rule:ty, ($($n:ident: $n_ty:ty),*) |$of:ident| $part:expr;)*) => {$(
        impl<T: Field, R: Dim, C: Dim, P: Dim, Q: Dim, $($generics)*> Changes<$rule, ($($n_ty,)*), OMatrix<T, P, Q>> for OMatrix<T, R, C>
        where
            DefaultAllocator: Allocator<R, C> + Allocator<P, Q>,
        {
            #[inline]
            fn change(&mut self, ($($n,)*): ($($n_ty,)*), b: &OMatrix<T, P, Q>) {
                let $of = self;
                copy(&mut $part, b);
            }

            #[inline]
            fn back(&mut self, ($($n,)*): ($($n_ty,)*), b_bar: &mut OMatrix<T, P, Q>) {
                let $of = self;
                give_back(&mut $part, b_bar);
            }
        }
    )*};
}

copies! {
    [] names::CopyFrom, () |a| a.rows_mut(0, a.nrows());
    [] names::SetRow, (i: usize) |a| a.row_mut(i);
    [] names::SetColumn, (j: usize) |a| a.column_mut(j);
    [] names::RowCopyFrom, (i: usize) |a| a.row_mut(i);
    [] names::ColumnCopyFrom, (j: usize) |a| a.column_mut(j);
    [] names::RowAssign, (i: usize) |a| a.row_mut(i);
    [] names::ColumnAssign, (j: usize) |a| a.column_mut(j);
    [] names::RowsCopyFrom, (i: usize, n: usize) |a| a.rows_mut(i, n);
    [] names::ColumnsCopyFrom, (j: usize, n: usize) |a| a.columns_mut(j, n);
    [] names::ViewCopyFrom, (at: (usize, usize), shape: (usize, usize)) |a| a.view_mut(at, shape);
    [const A: usize, const B: usize] names::FixedViewCopyFrom<A, B>, (i: usize, j: usize) |a| a.fixed_view_mut::<A, B>(i, j);
    [const A: usize] names::FixedRowsCopyFrom<A>, (i: usize) |a| a.fixed_rows_mut::<A>(i);
    [const A: usize] names::FixedColumnsCopyFrom<A>, (j: usize) |a| a.fixed_columns_mut::<A>(j);
}

/// The diagonal.
impl<T: Field, R: DimMin<C>, C: Dim, P: Dim> Changes<names::SetDiagonal, (), OVector<T, P>> for OMatrix<T, R, C>
where
    DefaultAllocator: Allocator<R, C> + Allocator<DimMinimum<R, C>> + Allocator<P>,
{
    #[inline]
    fn change(&mut self, (): (), b: &OVector<T, P>) {
        for i in 0..b.len() {
            self[(i, i)] = b[i];
        }
    }

    #[inline]
    fn back(&mut self, (): (), b_bar: &mut OVector<T, P>) {
        for i in 0..b_bar.len() {
            b_bar[i] += core::mem::replace(&mut self[(i, i)], T::zero());
        }
    }
}

/// Copies elements.
fn copy<T: Field, R: Dim, C: Dim, S: RawStorageMut<T, R, C>, P: Dim, Q: Dim>(
    part: &mut Matrix<T, R, C, S>,
    b: &OMatrix<T, P, Q>,
) where
    DefaultAllocator: Allocator<P, Q>,
{
    assert_same(part.shape(), b.shape());
    part.iter_mut().zip(b.iter()).for_each(|(part, b)| *part = *b);
}

/// Adds the cotangent of what has been copied, and leaves none.
fn give_back<T: Field, R: Dim, C: Dim, S: RawStorageMut<T, R, C>, P: Dim, Q: Dim>(
    part: &mut Matrix<T, R, C, S>,
    b_bar: &mut OMatrix<T, P, Q>,
) where
    DefaultAllocator: Allocator<P, Q>,
{
    assert_same(part.shape(), b_bar.shape());
    part.iter_mut().zip(b_bar.iter_mut()).for_each(|(part, b_bar)| *b_bar += core::mem::replace(part, T::zero()));
}

fn assert_same(part: (usize, usize), b: (usize, usize)) {
    assert_eq!(part, b, "the matrix that is copied has another shape");
}
