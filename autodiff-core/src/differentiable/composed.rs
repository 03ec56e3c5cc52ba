//! Values that are made of others: tuples, `Option`, `Result`, `Box`.

use super::{Differentiable, Mismatch, different_variants};
#[cfg(feature = "alloc")]
use alloc::boxed::Box;

impl<T: Differentiable> Differentiable for Option<T> {
    const HAS_LEAVES: bool = T::HAS_LEAVES;
    const HAS_PLACEHOLDER: bool = true;

    #[inline]
    fn placeholder() -> Option<Self> {
        Some(None)
    }

    #[inline]
    fn zero_like(&self) -> Self {
        self.as_ref().map(T::zero_like)
    }

    #[inline]
    fn set_zero(&mut self) {
        self.iter_mut().for_each(T::set_zero);
    }

    #[inline]
    fn accumulate(&mut self, more: &Self) {
        match (self, more) {
            (Some(sum), Some(more)) => sum.accumulate(more),
            (None, None) => (),
            _ if !T::HAS_LEAVES => (),
            (sum, more) => different_variants(variant(sum.as_ref()), variant(more.as_ref())),
        }
    }

    #[inline]
    fn scale_by(&mut self, factor: f64) {
        self.iter_mut().for_each(|partial| partial.scale_by(factor));
    }

    #[inline]
    fn inner_product(&self, other: &Self) -> f64 {
        match (self, other) {
            (Some(ours), Some(theirs)) => ours.inner_product(theirs),
            (None, None) => 0.0,
            _ if !T::HAS_LEAVES => 0.0,
            _ => different_variants(variant(self.as_ref()), variant(other.as_ref())),
        }
    }

    #[inline]
    fn leaves(&self) -> usize {
        self.as_ref().map_or(0, T::leaves)
    }

    #[inline]
    fn visit(&self, f: &mut impl FnMut(f64)) {
        self.iter().for_each(|value| value.visit(f));
    }

    #[inline]
    fn visit_mut(&mut self, f: &mut impl FnMut(&mut f64)) {
        self.iter_mut().for_each(|value| value.visit_mut(f));
    }

    #[inline]
    fn mismatch(&self, other: &Self) -> Option<Mismatch> {
        match (self, other) {
            (Some(ours), Some(theirs)) => ours.mismatch(theirs),
            (None, None) => None,
            _ if !T::HAS_LEAVES => None,
            _ => Some(Mismatch::Variants(variant(self.as_ref()), variant(other.as_ref()))),
        }
    }
}

fn variant<T>(of: Option<&T>) -> &'static str {
    of.map_or("None", |_| "Some")
}

/// An error has no leaves: in a shadow it is a clone.
impl<T: Differentiable, E: Clone> Differentiable for Result<T, E> {
    #[inline]
    fn zero_like(&self) -> Self {
        self.as_ref().map(T::zero_like).map_err(E::clone)
    }

    #[inline]
    fn set_zero(&mut self) {
        self.iter_mut().for_each(T::set_zero);
    }

    #[inline]
    fn accumulate(&mut self, more: &Self) {
        match (self, more) {
            (Ok(sum), Ok(more)) => sum.accumulate(more),
            (Err(_), Err(_)) => (),
            (sum, more) => different_variants(result_variant(sum), result_variant(more)),
        }
    }

    #[inline]
    fn scale_by(&mut self, factor: f64) {
        self.iter_mut().for_each(|partial| partial.scale_by(factor));
    }

    #[inline]
    fn inner_product(&self, other: &Self) -> f64 {
        match (self, other) {
            (Ok(ours), Ok(theirs)) => ours.inner_product(theirs),
            (Err(_), Err(_)) => 0.0,
            _ => different_variants(result_variant(self), result_variant(other)),
        }
    }

    #[inline]
    fn leaves(&self) -> usize {
        self.as_ref().map_or(0, T::leaves)
    }

    #[inline]
    fn visit(&self, f: &mut impl FnMut(f64)) {
        self.iter().for_each(|value| value.visit(f));
    }

    #[inline]
    fn visit_mut(&mut self, f: &mut impl FnMut(&mut f64)) {
        self.iter_mut().for_each(|value| value.visit_mut(f));
    }

    #[inline]
    fn mismatch(&self, other: &Self) -> Option<Mismatch> {
        match (self, other) {
            (Ok(ours), Ok(theirs)) => ours.mismatch(theirs),
            (Err(_), Err(_)) => None,
            _ => Some(Mismatch::Variants(result_variant(self), result_variant(other))),
        }
    }
}

fn result_variant<T, E>(of: &Result<T, E>) -> &'static str {
    if of.is_ok() { "Ok" } else { "Err" }
}

#[cfg(feature = "alloc")]
impl<T: Differentiable> Differentiable for Box<T> {
    const HAS_PLACEHOLDER: bool = T::HAS_PLACEHOLDER;

    #[inline]
    fn placeholder() -> Option<Self> {
        T::placeholder().map(Box::new)
    }

    #[inline]
    fn zero_like(&self) -> Self {
        Box::new((**self).zero_like())
    }

    #[inline]
    fn set_zero(&mut self) {
        (**self).set_zero();
    }

    #[inline]
    fn accumulate(&mut self, more: &Self) {
        (**self).accumulate(more);
    }

    #[inline]
    fn scale_by(&mut self, factor: f64) {
        (**self).scale_by(factor);
    }

    #[inline]
    fn inner_product(&self, other: &Self) -> f64 {
        (**self).inner_product(other)
    }

    #[inline]
    fn leaves(&self) -> usize {
        (**self).leaves()
    }

    #[inline]
    fn visit(&self, f: &mut impl FnMut(f64)) {
        (**self).visit(f);
    }

    #[inline]
    fn visit_mut(&mut self, f: &mut impl FnMut(&mut f64)) {
        (**self).visit_mut(f);
    }

    #[inline]
    fn mismatch(&self, other: &Self) -> Option<Mismatch> {
        (**self).mismatch(other)
    }
}

macro_rules! tuples {
    ($(($($entry:ident $i:tt),+))*) => {$(
        impl<$($entry: Differentiable),+> Differentiable for ($($entry,)+) {
            const HAS_LEAVES: bool = false $(|| $entry::HAS_LEAVES)+;
            const HAS_PLACEHOLDER: bool = true $(&& $entry::HAS_PLACEHOLDER)+;

            const ROUNDING: f64 = {
                let mut largest = 0.0;
                $(if $entry::ROUNDING > largest {
                    largest = $entry::ROUNDING;
                })+
                largest
            };

            #[inline]
            fn placeholder() -> Option<Self> {
                Some(($($entry::placeholder()?,)+))
            }

            #[inline]
            fn zero_like(&self) -> Self {
                ($(self.$i.zero_like(),)+)
            }

            #[inline]
            fn set_zero(&mut self) {
                $(self.$i.set_zero();)+
            }

            #[inline]
            fn accumulate(&mut self, more: &Self) {
                $(self.$i.accumulate(&more.$i);)+
            }

            #[inline]
            fn scale_by(&mut self, factor: f64) {
                $(self.$i.scale_by(factor);)+
            }

            #[inline]
            fn inner_product(&self, other: &Self) -> f64 {
                0.0 $(+ self.$i.inner_product(&other.$i))+
            }

            #[inline]
            fn leaves(&self) -> usize {
                0 $(+ self.$i.leaves())+
            }

            #[inline]
            fn visit(&self, f: &mut impl FnMut(f64)) {
                $(self.$i.visit(f);)+
            }

            #[inline]
            fn visit_mut(&mut self, f: &mut impl FnMut(&mut f64)) {
                $(self.$i.visit_mut(f);)+
            }

            #[inline]
            fn mismatch(&self, other: &Self) -> Option<Mismatch> {
                None$(.or_else(|| self.$i.mismatch(&other.$i)))+
            }
        }
    )*};
}

tuples! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
}
