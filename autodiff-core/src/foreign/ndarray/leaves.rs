//! What has leaves: the elements, in the order of rows.

use crate::claim::{Elements, LendsItself, Nth};
use crate::collection::Collection;
use crate::differentiable::{Differentiable, Mismatch};
use core::ops::{Index, IndexMut};
use ndarray::{Array, Array2, ArrayBase, Data, Dimension, Ix1, RawData, Zip};

/// An element stands where its indices say, in a derivative too.
impl<S: RawData, D> Elements for ArrayBase<S, D> {}

impl<S: RawData, D> LendsItself for ArrayBase<S, D> {}

/// The elements of a matrix, in the order of rows.
impl<T> Index<Nth> for Array2<T> {
    type Output = T;

    #[inline]
    #[track_caller]
    fn index(&self, Nth(k): Nth) -> &T {
        let columns = self.ncols();
        match self.as_slice() {
            Some(elements) => &elements[k],
            None => &self[[k / columns, k % columns]],
        }
    }
}

impl<T> IndexMut<Nth> for Array2<T> {
    #[inline]
    #[track_caller]
    fn index_mut(&mut self, Nth(k): Nth) -> &mut T {
        let columns = self.ncols();
        &mut self[[k / columns, k % columns]]
    }
}

/// A constant array is run through as it lies in memory.
///
/// # Panics
///
/// If it is no vector of elements that lie one behind the other, as a column does not.
impl<S: Data> Collection for ArrayBase<S, Ix1> {
    type Item = S::Elem;

    #[inline]
    #[track_caller]
    fn elements(&self) -> &[S::Elem] {
        self.as_slice().expect("a constant array is run through whose elements do not lie in a row: copy it before")
    }
}

impl<T: Differentiable, D: Dimension> Differentiable for Array<T, D> {
    const MAY_OWN_OTHERWISE: bool = false;

    #[inline]
    fn zero_like(&self) -> Self {
        self.map(T::zero_like)
    }

    #[inline]
    fn set_zero(&mut self) {
        self.iter_mut().for_each(T::set_zero);
    }

    #[inline]
    fn accumulate(&mut self, more: &Self) {
        same_shape(self, more);
        Zip::from(self).and(more).for_each(T::accumulate);
    }

    #[inline]
    fn scale_by(&mut self, factor: f64) {
        self.iter_mut().for_each(|element| element.scale_by(factor));
    }

    #[inline]
    fn inner_product(&self, other: &Self) -> f64 {
        same_shape(self, other);
        self.iter().zip(other).map(|(ours, theirs)| ours.inner_product(theirs)).sum()
    }

    #[inline]
    fn leaves(&self) -> usize {
        self.iter().map(T::leaves).sum()
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
        let mut lengths = self.shape().iter().zip(other.shape());
        match lengths.find(|(ours, theirs)| ours != theirs) {
            Some((ours, theirs)) => Some(Mismatch::Lengths(*ours, *theirs)),
            None => self.iter().zip(other).find_map(|(ours, theirs)| ours.mismatch(theirs)),
        }
    }
}

/// Refuses to combine arrays of two shapes, of which one could be spread over the other.
fn same_shape<T, D: Dimension>(ours: &Array<T, D>, theirs: &Array<T, D>) {
    assert_eq!(ours.shape(), theirs.shape(), "derivatives of different shapes are combined");
}
