//! The operators of vectors and matrices.

use super::rules::{binary, operator};
use crate::foreign::dual::{Field, Lift, Number};
use crate::foreign::rule::Binary;
use crate::ops;
use nalgebra::{DefaultAllocator, Dim, OMatrix, allocator::Allocator};

operator! {
    #[doc = "Giles 2008, 2.2.1."]
    Add Sum [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>, OMatrix<T, R, C>) -> OMatrix<T, R, C>;
        value |a, b| a + b;
        jvp |y, a_dot, b_dot| a_dot + b_dot;
        vjp |y_bar| (y_bar.clone(), y_bar.clone());
    #[doc = "Giles 2008, 2.2.1."]
    Sub Difference [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>, OMatrix<T, R, C>) -> OMatrix<T, R, C>;
        value |a, b| a - b;
        jvp |y, a_dot, b_dot| a_dot - b_dot;
        vjp |y_bar| (y_bar.clone(), -y_bar);
    #[doc = "`C = AB`: Giles 2008, 2.2.2."]
    Mul Product [R, C, K] [DefaultAllocator: Allocator<R, C> + Allocator<C, K> + Allocator<R, K> + Allocator<C, R> + Allocator<K, C>]:
        (OMatrix<T, R, C>, OMatrix<T, C, K>) -> OMatrix<T, R, K>;
        value |a, b| a * b;
        jvp |y, a_dot, b_dot| a_dot * b + a * b_dot;
        vjp |y_bar| (y_bar * b.transpose(), a.transpose() * y_bar);
    #[doc = "A bilinear form."]
    Mul Multiple [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>, T) -> OMatrix<T, R, C>;
        value |a, s| a * *s;
        jvp |y, a_dot, s_dot| a_dot * *s + a * *s_dot;
        vjp |y_bar| (y_bar * *s, inner(a, y_bar));
    #[doc = "The quotient by a scalar: `y = a / s`, `dy = (da - y ds) / s`."]
    Div Quotient [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>, T) -> OMatrix<T, R, C>;
        value |a, s| a / *s;
        jvp |y, a_dot, s_dot| (a_dot - &y * *s_dot) / *s;
        vjp |y_bar| (y_bar / *s, -inner(y, y_bar) / *s);
    #[doc = "As the sum."]
    AddAssign SumAssigned [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>, OMatrix<T, R, C>) -> OMatrix<T, R, C>;
        value |a, b| a + b;
        jvp |y, a_dot, b_dot| a_dot + b_dot;
        vjp |y_bar| (y_bar.clone(), y_bar.clone());
    #[doc = "As the difference."]
    SubAssign DifferenceAssigned [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>, OMatrix<T, R, C>) -> OMatrix<T, R, C>;
        value |a, b| a - b;
        jvp |y, a_dot, b_dot| a_dot - b_dot;
        vjp |y_bar| (y_bar.clone(), -y_bar);
    #[doc = "As the product by a scalar."]
    MulAssign MultipleAssigned [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>, T) -> OMatrix<T, R, C>;
        value |a, s| a * *s;
        jvp |y, a_dot, s_dot| a_dot * *s + a * *s_dot;
        vjp |y_bar| (y_bar * *s, inner(a, y_bar));
    #[doc = "As the quotient by a scalar."]
    DivAssign QuotientAssigned [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>, T) -> OMatrix<T, R, C>;
        value |a, s| a / *s;
        jvp |y, a_dot, s_dot| (a_dot - &y * *s_dot) / *s;
        vjp |y_bar| (y_bar / *s, -inner(y, y_bar) / *s);
}

/// The sum of the products of the elements.
#[inline]
pub(super) fn inner<T: Number, R: Dim, C: Dim>(a: &OMatrix<T, R, C>, b: &OMatrix<T, R, C>) -> T
where
    DefaultAllocator: Allocator<R, C>,
{
    a.iter().zip(b.iter()).fold(T::zero(), |sum, (a, b)| sum + *a * *b)
}

/// `s * a`: nalgebra has it for the floats of std.
macro_rules! left {
    ($($float:ident)*) => {$(
        /// A bilinear form.
        impl<R: Dim, C: Dim> ops::Mul<OMatrix<$float, R, C>> for $float
        where
            DefaultAllocator: Allocator<R, C>,
        {
            type Output = OMatrix<$float, R, C>;
            type Order = crate::ops::SecondOrder;

            #[inline]
            fn value(&self, right: &OMatrix<$float, R, C>) -> Self::Output {
                *self * right
            }

            #[inline]
            fn jvp(
                &self,
                right: &OMatrix<$float, R, C>,
                self_dot: &Self,
                right_dot: &OMatrix<$float, R, C>,
            ) -> (Self::Output, Self::Output) {
                (*self * right, *self_dot * right + *self * right_dot)
            }

            #[inline]
            fn vjp(
                &self,
                right: &OMatrix<$float, R, C>,
                y_bar: Self::Output,
            ) -> (Self::Output, (Self, OMatrix<$float, R, C>)) {
                (*self * right, (inner(right, &y_bar), y_bar * *self))
            }

            #[inline]
            fn vjp_jvp(
                &self,
                right: &OMatrix<$float, R, C>,
                y_bar: Self::Output,
                self_dot: &Self,
                right_dot: &OMatrix<$float, R, C>,
                y_bar_dot: Self::Output,
            ) -> ((Self::Output, (Self, OMatrix<$float, R, C>)), (Self::Output, (Self, OMatrix<$float, R, C>))) {
                let (y, y_dot) = ops::Mul::jvp(self, right, self_dot, right_dot);
                let s_bar_dot = inner(right_dot, &y_bar) + inner(right, &y_bar_dot);
                let a_bar_dot = &y_bar * *self_dot + y_bar_dot * *self;
                ((y, (inner(right, &y_bar), y_bar * *self)), (y_dot, (s_bar_dot, a_bar_dot)))
            }
        }
    )*};
}

left!(f64 f32);

/// Its own derivative.
impl<T: Field, R: Dim, C: Dim> ops::Neg for OMatrix<T, R, C>
where
    DefaultAllocator: Allocator<R, C>,
{
    type Output = Self;
    type Order = crate::ops::SecondOrder;

    #[inline]
    fn value(&self) -> Self {
        -self
    }

    #[inline]
    fn jvp(&self, self_dot: &Self) -> (Self, Self) {
        (-self, -self_dot)
    }

    #[inline]
    fn vjp(&self, y_bar: Self) -> (Self, Self) {
        (-self, -y_bar)
    }

    #[inline]
    fn vjp_jvp(&self, y_bar: Self, self_dot: &Self, y_bar_dot: Self) -> ((Self, Self), (Self, Self)) {
        ((-self, -y_bar), (-self_dot, -y_bar_dot))
    }
}
