//! Ranges of numbers, whose ends are leaves.

use super::{Differentiable, Mismatch};
use core::ops::Range;

impl<T: Differentiable> Differentiable for Range<T> {
    const HAS_PLACEHOLDER: bool = T::HAS_PLACEHOLDER;

    #[inline]
    fn placeholder() -> Option<Self> {
        Some(T::placeholder()?..T::placeholder()?)
    }

    #[inline]
    fn zero_like(&self) -> Self {
        self.start.zero_like()..self.end.zero_like()
    }

    #[inline]
    fn set_zero(&mut self) {
        self.start.set_zero();
        self.end.set_zero();
    }

    #[inline]
    fn accumulate(&mut self, more: &Self) {
        self.start.accumulate(&more.start);
        self.end.accumulate(&more.end);
    }

    #[inline]
    fn scale_by(&mut self, factor: f64) {
        self.start.scale_by(factor);
        self.end.scale_by(factor);
    }

    #[inline]
    fn inner_product(&self, other: &Self) -> f64 {
        self.start.inner_product(&other.start) + self.end.inner_product(&other.end)
    }

    #[inline]
    fn leaves(&self) -> usize {
        self.start.leaves() + self.end.leaves()
    }

    #[inline]
    fn visit(&self, f: &mut impl FnMut(f64)) {
        self.start.visit(f);
        self.end.visit(f);
    }

    #[inline]
    fn visit_mut(&mut self, f: &mut impl FnMut(&mut f64)) {
        self.start.visit_mut(f);
        self.end.visit_mut(f);
    }

    #[inline]
    fn mismatch(&self, other: &Self) -> Option<Mismatch> {
        self.start.mismatch(&other.start).or_else(|| self.end.mismatch(&other.end))
    }
}
