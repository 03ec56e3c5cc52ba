//! The leaves of quaternions and of what is known to be a unit: those of what is inside.

use crate::differentiable::{Differentiable, Mismatch};
use crate::generic::Scalar;
use crate::unit::{InUnit, UnitOr};
use nalgebra::{Quaternion, Unit};

macro_rules! leaves {
    ([$($generics:tt)*] $ty:ty; |$of:ident| $inside:expr; |$of_mut:ident| $inside_mut:expr) => {
        impl<$($generics)*> Differentiable for $ty {
            #[inline]
            fn zero_like(&self) -> Self {
                let mut zero = self.clone();
                Differentiable::set_zero(&mut zero);
                zero
            }

            #[inline]
            fn set_zero(&mut self) {
                let $of_mut = self;
                Differentiable::set_zero($inside_mut);
            }

            #[inline]
            fn accumulate(&mut self, more: &Self) {
                let ($of_mut, $of) = (self, more);
                Differentiable::accumulate($inside_mut, $inside);
            }

            #[inline]
            fn scale_by(&mut self, factor: f64) {
                let $of_mut = self;
                Differentiable::scale_by($inside_mut, factor);
            }

            #[inline]
            fn inner_product(&self, other: &Self) -> f64 {
                let $of = self;
                let ours = $inside;
                let $of = other;
                Differentiable::inner_product(ours, $inside)
            }

            #[inline]
            fn leaves(&self) -> usize {
                let $of = self;
                Differentiable::leaves($inside)
            }

            #[inline]
            fn visit(&self, f: &mut impl FnMut(f64)) {
                let $of = self;
                Differentiable::visit($inside, f);
            }

            #[inline]
            fn visit_mut(&mut self, f: &mut impl FnMut(&mut f64)) {
                let $of_mut = self;
                Differentiable::visit_mut($inside_mut, f);
            }

            #[inline]
            fn mismatch(&self, other: &Self) -> Option<Mismatch> {
                let $of = self;
                let ours = $inside;
                let $of = other;
                Differentiable::mismatch(ours, $inside)
            }
        }
    };
}

pub(super) use leaves;

leaves!([T: Scalar] Quaternion<T>; |of| &of.coords; |whole| &mut whole.coords);
leaves!([V: Differentiable] Unit<V>; |of| of.as_ref(); |whole| whole.as_mut_unchecked());

impl<'a, V> InUnit for UnitOr<&'a mut Unit<V>> {
    type Inside = &'a mut V;

    #[inline]
    fn inside(mut self) -> &'a mut V {
        self.taken().as_mut_unchecked()
    }
}
