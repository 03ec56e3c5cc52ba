//! Elements in a row: arrays and vectors, by way of their slices.

use super::{Differentiable, Mismatch};
use crate::memory;
#[cfg(feature = "alloc")]
use alloc::{boxed::Box, collections::VecDeque, vec::Vec};

impl<T: Differentiable, const N: usize> Differentiable for [T; N] {
    const HAS_LEAVES: bool = T::HAS_LEAVES;
    const HAS_PLACEHOLDER: bool = T::HAS_PLACEHOLDER;

    const ROUNDING: f64 = T::ROUNDING;

    #[inline]
    fn placeholder() -> Option<Self> {
        let made = || T::placeholder().expect("its type says that it can be made");
        Self::HAS_PLACEHOLDER.then(|| core::array::from_fn(|_| made()))
    }

    #[inline]
    fn zero_like(&self) -> Self {
        self.each_ref().map(T::zero_like)
    }

    #[inline]
    fn set_zero(&mut self) {
        memory::set_zero(self);
    }

    #[inline]
    fn accumulate(&mut self, more: &Self) {
        memory::accumulate(self, more);
    }

    #[inline]
    fn scale_by(&mut self, factor: f64) {
        memory::scale(self, factor);
    }

    #[inline]
    fn inner_product(&self, other: &Self) -> f64 {
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
        self.iter().zip(other).find_map(|(ours, theirs)| ours.mismatch(theirs))
    }
}

#[cfg(feature = "alloc")]
macro_rules! vectors {
    ($($vector:ty)*) => {$(
        impl<T: Differentiable> Differentiable for $vector {
            const HAS_PLACEHOLDER: bool = true;

            const ROUNDING: f64 = T::ROUNDING;

            #[inline]
            fn placeholder() -> Option<Self> {
                Some(Self::default())
            }

            #[inline]
            fn zero_like(&self) -> Self {
                self.iter().map(T::zero_like).collect()
            }

            #[inline]
            fn zero_like_in(&self, room: &mut Self) {
                if room.len() == self.len() {
                    room.iter_mut().zip(self.iter()).for_each(|(room, like)| like.zero_like_in(room));
                } else {
                    *room = self.zero_like();
                }
            }

            #[inline]
            fn set_zero(&mut self) {
                self.iter_mut().for_each(T::set_zero);
            }

            #[inline]
            fn accumulate(&mut self, more: &Self) {
                if !T::HAS_LEAVES {
                    return;
                }
                memory::assert_as_long(self.len(), more.len());
                self.iter_mut().zip(more.iter()).for_each(|(sum, more)| sum.accumulate(more));
            }

            #[inline]
            fn scale_by(&mut self, factor: f64) {
                self.iter_mut().for_each(|partial| partial.scale_by(factor));
            }

            #[inline]
            fn inner_product(&self, other: &Self) -> f64 {
                if !T::HAS_LEAVES {
                    return 0.0;
                }
                memory::assert_as_long(self.len(), other.len());
                self.iter().zip(other.iter()).map(|(ours, theirs)| ours.inner_product(theirs)).sum()
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
                if !T::HAS_LEAVES {
                    return None;
                }
                if self.len() != other.len() {
                    return Some(Mismatch::Lengths(self.len(), other.len()));
                }
                self.iter().zip(other.iter()).find_map(|(ours, theirs)| ours.mismatch(theirs))
            }
        }
    )*};
}

#[cfg(feature = "alloc")]
vectors!(Vec<T> VecDeque<T> Box<[T]>);
