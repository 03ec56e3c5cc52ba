//! The leaves of vectors and matrices: their elements, column by column, as they lie in
//! memory.

use crate::claim::{Elements, LendsItself};
use crate::differentiable::{Differentiable, Mismatch};
use crate::foreign::dual::{Dual, Field, Lift};
use crate::generic::Scalar;
use crate::ops::SumIsFold;
use nalgebra::{DefaultAllocator, Dim, Matrix, OMatrix, StorageMut, allocator::Allocator};

impl<T, R, C, S> Differentiable for Matrix<T, R, C, S>
where
    T: Scalar,
    R: Dim,
    C: Dim,
    S: StorageMut<T, R, C> + Clone,
{
    #[inline]
    fn zero_like(&self) -> Self {
        let mut zero = self.clone();
        zero.set_zero();
        zero
    }

    #[inline]
    fn set_zero(&mut self) {
        self.iter_mut().for_each(T::set_zero);
    }

    #[inline]
    fn accumulate(&mut self, more: &Self) {
        assert_same(self.shape(), more.shape());
        self.iter_mut().zip(more.iter()).for_each(|(sum, more)| sum.accumulate(more));
    }

    #[inline]
    fn scale_by(&mut self, factor: f64) {
        self.iter_mut().for_each(|partial| partial.scale_by(factor));
    }

    #[inline]
    fn inner_product(&self, other: &Self) -> f64 {
        assert_same(self.shape(), other.shape());
        self.iter().zip(other.iter()).map(|(ours, theirs)| ours.inner_product(theirs)).sum()
    }

    #[inline]
    fn leaves(&self) -> usize {
        self.len()
    }

    #[inline]
    fn visit(&self, f: &mut impl FnMut(f64)) {
        self.iter().for_each(|element| element.visit(f));
    }

    #[inline]
    fn visit_mut(&mut self, f: &mut impl FnMut(&mut f64)) {
        self.iter_mut().for_each(|element| element.visit_mut(f));
    }

    #[inline]
    fn mismatch(&self, other: &Self) -> Option<Mismatch> {
        let ((rows, columns), (other_rows, other_columns)) = (self.shape(), other.shape());
        if rows != other_rows {
            return Some(Mismatch::Lengths(rows, other_rows));
        }
        (columns != other_columns).then_some(Mismatch::Lengths(columns, other_columns))
    }
}

/// A part of a derivative would be a wrong one.
#[track_caller]
fn assert_same(ours: (usize, usize), theirs: (usize, usize)) {
    assert!(ours == theirs, "derivatives of different shapes are combined, {ours:?} and {theirs:?}");
}

impl<T: Field, R: Dim, C: Dim> Lift for OMatrix<T, R, C>
where
    DefaultAllocator: Allocator<R, C>,
{
    type Dual = OMatrix<Dual<T>, R, C>;

    #[inline]
    fn lift(&self, dot: &Self) -> Self::Dual {
        self.zip_map(dot, Dual::new)
    }

    #[inline]
    fn apart(both: Self::Dual) -> (Self, Self) {
        (both.map(|number| number.value), both.map(|number| number.dot))
    }
}

/// Entries are found by their numbers, and the shape of a derivative is that of its primal.
impl<T, R: Dim, C: Dim, S> Elements for Matrix<T, R, C, S> {}

impl<T, R: Dim, C: Dim, S> LendsItself for Matrix<T, R, C, S> {}

impl<T, const R: usize, const C: usize> SumIsFold for nalgebra::SMatrix<T, R, C> where
    Self: Differentiable + Clone + core::iter::Sum
{
}
