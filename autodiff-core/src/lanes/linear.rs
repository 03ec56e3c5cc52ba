//! What several numbers in the place of a tangent have in common, [`Lanes`](super::Lanes) and
//! [`Series`](crate::series::Series): each is computed as it is alone.

/// The linear operations of a `struct` around `[T; N]` with a constant `ZERO`.
macro_rules! linear {
    ($name:ident) => {
        impl<const N: usize, T: $crate::generic::Scalar> $name<N, T> {
            /// [`zero_wins`](crate::product::zero_wins) in each of them.
            #[inline]
            #[must_use]
            pub fn zero_wins(self, partial: T) -> Self {
                self.each(|one| one.zero_wins(partial))
            }

            /// [`if_used`](crate::product::if_used) in each of them.
            #[inline]
            #[must_use]
            pub fn if_used(self, partial: T) -> Self {
                self.each(|one| one.if_used(partial))
            }

            /// Whether all of them are finite.
            #[inline]
            #[must_use]
            pub fn is_finite(self) -> bool {
                self.0.iter().all(|one| one.widened().is_finite())
            }

            /// Whether one of them is NaN.
            #[inline]
            #[must_use]
            pub fn is_nan(self) -> bool {
                self.0.iter().any(|one| one.widened().is_nan())
            }

            /// The same numbers as floats of another type; of `f32`, the nearest ones.
            #[inline]
            #[must_use]
            pub fn cast<U: $crate::generic::Scalar>(self) -> $name<N, U> {
                $name(core::array::from_fn(|at| U::literal(self.0[at].widened())))
            }

            #[inline]
            fn each(self, f: impl Fn(T) -> T) -> Self {
                $name(core::array::from_fn(|at| f(self.0[at])))
            }

            #[inline]
            fn with(self, other: Self, f: impl Fn(T, T) -> T) -> Self {
                $name(core::array::from_fn(|at| f(self.0[at], other.0[at])))
            }
        }

        impl<const N: usize, T: $crate::generic::Scalar> Default for $name<N, T> {
            fn default() -> Self {
                Self::ZERO
            }
        }

        impl<const N: usize, T> From<[T; N]> for $name<N, T> {
            fn from(numbers: [T; N]) -> Self {
                $name(numbers)
            }
        }

        impl<const N: usize, T> From<$name<N, T>> for [T; N] {
            fn from(numbers: $name<N, T>) -> Self {
                numbers.0
            }
        }

        impl<const N: usize, T: $crate::generic::Scalar> core::ops::Add for $name<N, T> {
            type Output = Self;

            #[inline]
            fn add(self, other: Self) -> Self {
                self.with(other, core::ops::Add::add)
            }
        }

        impl<const N: usize, T: $crate::generic::Scalar> core::ops::Sub for $name<N, T> {
            type Output = Self;

            #[inline]
            fn sub(self, other: Self) -> Self {
                self.with(other, core::ops::Sub::sub)
            }
        }

        impl<const N: usize, T: $crate::generic::Scalar> core::ops::AddAssign for $name<N, T> {
            #[inline]
            fn add_assign(&mut self, other: Self) {
                *self = *self + other;
            }
        }

        impl<const N: usize, T: $crate::generic::Scalar> core::ops::SubAssign for $name<N, T> {
            #[inline]
            fn sub_assign(&mut self, other: Self) {
                *self = *self - other;
            }
        }

        impl<const N: usize, T: $crate::generic::Scalar> core::ops::Neg for $name<N, T> {
            type Output = Self;

            #[inline]
            fn neg(self) -> Self {
                self.each(core::ops::Neg::neg)
            }
        }

        impl<const N: usize, T: $crate::generic::Scalar> core::ops::Mul<T> for $name<N, T> {
            type Output = Self;

            #[inline]
            fn mul(self, factor: T) -> Self {
                self.each(|one| one * factor)
            }
        }

        impl<const N: usize, T: $crate::generic::Scalar> core::ops::Div<T> for $name<N, T> {
            type Output = Self;

            #[inline]
            fn div(self, divisor: T) -> Self {
                self.each(|one| one / divisor)
            }
        }

        /// Its leaves are its numbers, from the first to the last.
        impl<const N: usize, T: $crate::generic::Scalar> $crate::differentiable::Differentiable for $name<N, T> {
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
                *self = self.zero_wins(T::literal(factor));
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

            const ROUNDING: f64 = T::ROUNDING;

            #[inline]
            fn placeholder() -> Option<Self> {
                Some(Self::ZERO)
            }
        }
    };
}

pub(crate) use linear;
