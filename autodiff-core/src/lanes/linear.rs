//! What several numbers in the place of a tangent have in common, [`Lanes`](super::Lanes) and
//! [`Series`](crate::series::Series): each is computed as it is alone.

/// The linear operations of a `struct` around `[f64; N]` with a constant `ZERO`.
macro_rules! linear {
    ($name:ident) => {
        impl<const N: usize> $name<N> {
            /// [`zero_wins`](crate::product::zero_wins) in each of them.
            #[inline]
            #[must_use]
            pub fn zero_wins(self, partial: f64) -> Self {
                self.each(|one| $crate::product::zero_wins(one, partial))
            }

            /// [`if_used`](crate::product::if_used) in each of them.
            #[inline]
            #[must_use]
            pub fn if_used(self, partial: f64) -> Self {
                self.each(|one| $crate::product::if_used(one, partial))
            }

            /// Whether all of them are finite.
            #[inline]
            #[must_use]
            pub fn is_finite(self) -> bool {
                self.0.iter().all(|one| one.is_finite())
            }

            /// Whether one of them is NaN.
            #[inline]
            #[must_use]
            pub fn is_nan(self) -> bool {
                self.0.iter().any(|one| one.is_nan())
            }

            #[inline]
            fn each(self, f: impl Fn(f64) -> f64) -> Self {
                $name(core::array::from_fn(|at| f(self.0[at])))
            }

            #[inline]
            fn with(self, other: Self, f: impl Fn(f64, f64) -> f64) -> Self {
                $name(core::array::from_fn(|at| f(self.0[at], other.0[at])))
            }
        }

        impl<const N: usize> Default for $name<N> {
            fn default() -> Self {
                Self::ZERO
            }
        }

        impl<const N: usize> From<[f64; N]> for $name<N> {
            fn from(numbers: [f64; N]) -> Self {
                $name(numbers)
            }
        }

        impl<const N: usize> From<$name<N>> for [f64; N] {
            fn from(numbers: $name<N>) -> Self {
                numbers.0
            }
        }

        impl<const N: usize> core::ops::Add for $name<N> {
            type Output = Self;

            #[inline]
            fn add(self, other: Self) -> Self {
                self.with(other, core::ops::Add::add)
            }
        }

        impl<const N: usize> core::ops::Sub for $name<N> {
            type Output = Self;

            #[inline]
            fn sub(self, other: Self) -> Self {
                self.with(other, core::ops::Sub::sub)
            }
        }

        impl<const N: usize> core::ops::AddAssign for $name<N> {
            #[inline]
            fn add_assign(&mut self, other: Self) {
                *self = *self + other;
            }
        }

        impl<const N: usize> core::ops::SubAssign for $name<N> {
            #[inline]
            fn sub_assign(&mut self, other: Self) {
                *self = *self - other;
            }
        }

        impl<const N: usize> core::ops::Neg for $name<N> {
            type Output = Self;

            #[inline]
            fn neg(self) -> Self {
                self.each(core::ops::Neg::neg)
            }
        }

        impl<const N: usize> core::ops::Mul<f64> for $name<N> {
            type Output = Self;

            #[inline]
            fn mul(self, factor: f64) -> Self {
                self.each(|one| one * factor)
            }
        }

        impl<const N: usize> core::ops::Div<f64> for $name<N> {
            type Output = Self;

            #[inline]
            fn div(self, divisor: f64) -> Self {
                self.each(|one| one / divisor)
            }
        }

        /// Its leaves are its numbers, from the first to the last.
        impl<const N: usize> $crate::differentiable::Differentiable for $name<N> {
            #[inline]
            fn zero_like(&self) -> Self {
                Self::ZERO
            }

            #[inline]
            fn set_zero(&mut self) {
                *self = Self::ZERO;
            }

            #[inline]
            fn accumulate(&mut self, more: &Self) {
                *self += *more;
            }

            #[inline]
            fn scale_by(&mut self, factor: f64) {
                *self = self.zero_wins(factor);
            }

            #[inline]
            fn inner_product(&self, other: &Self) -> f64 {
                self.0.inner_product(&other.0)
            }

            #[inline]
            fn leaves(&self) -> usize {
                N
            }

            #[inline]
            fn visit(&self, f: &mut impl FnMut(f64)) {
                self.0.visit(f);
            }

            #[inline]
            fn visit_mut(&mut self, f: &mut impl FnMut(&mut f64)) {
                self.0.visit_mut(f);
            }

            #[inline]
            fn mismatch(&self, _: &Self) -> Option<$crate::differentiable::Mismatch> {
                None
            }

            const HAS_PLACEHOLDER: bool = true;

            #[inline]
            fn placeholder() -> Option<Self> {
                Some(Self::ZERO)
            }
        }
    };
}

pub(crate) use linear;
