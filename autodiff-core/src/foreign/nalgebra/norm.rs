//! Norms, and what is made by them.

use super::operators::inner;
use super::rules::unary;
use crate::foreign::dual::{Field, Lift, Number};
use crate::foreign::rule::{Norm, NormSquared, Normalize, Sum, Trace, Transpose, Unary};
use nalgebra::{DefaultAllocator, Dim, OMatrix, allocator::Allocator};

unary! {
    #[doc = "The Frobenius norm: `dy = a · da / y`; at zero, the subgradient 0, as for `hypot`."]
    Norm [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>) -> T;
        value |a| a.norm();
        jvp |y, a_dot| if y.is(0.0) { <T as Number>::of(0.0) } else { a.dot(a_dot) / y };
        vjp |y_bar| if y.is(0.0) { a * T::of(0.0) } else { a * (*y_bar / *y) };
    #[doc = "`dy = 2 a · da`"]
    NormSquared [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>) -> T;
        value |a| a.norm_squared();
        jvp |y, a_dot| a.dot(a_dot) * <T as Number>::of(2.0);
        vjp |y_bar| a * (*y_bar * T::of(2.0));
    #[doc = "`y = a / |a|`, `dy = (da - y (y · da)) / |a|`; the norm is that of `a`, as `a · y`."]
    Normalize [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>) -> OMatrix<T, R, C>;
        value |a| a.normalize();
        jvp |y, a_dot| (a_dot - &y * y.dot(a_dot)) / a.norm();
        vjp |y_bar| (y_bar - y * inner(y, y_bar)) / inner(a, y);
    #[doc = "Linear."]
    Sum [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>) -> T;
        value |a| a.sum();
        jvp |y, a_dot| a_dot.sum();
        vjp |y_bar| a.map(|_| *y_bar);
    #[doc = "Giles 2008, 2.2.1: linear."]
    Transpose [R, C] [DefaultAllocator: Allocator<R, C> + Allocator<C, R>]: (OMatrix<T, R, C>) -> OMatrix<T, C, R>;
        value |a| a.transpose();
        jvp |y, a_dot| a_dot.transpose();
        vjp |y_bar| y_bar.transpose();
    #[doc = "Giles 2008, 2.3: linear."]
    Trace [D] [DefaultAllocator: Allocator<D, D>]: (OMatrix<T, D, D>) -> T;
        value |a| diagonal_sum(a);
        jvp |y, a_dot| diagonal_sum(a_dot);
        vjp |y_bar| diagonal(a, *y_bar);
}

/// What `trace` gives: it asks for a square by a trait of its own.
#[inline]
fn diagonal_sum<T: Field, D: Dim>(a: &OMatrix<T, D, D>) -> T
where
    DefaultAllocator: Allocator<D, D>,
{
    (0..a.nrows()).fold(T::zero(), |sum, i| sum + a[(i, i)])
}

#[inline]
pub(super) fn diagonal<T: Number, D: Dim>(like: &OMatrix<T, D, D>, entry: T) -> OMatrix<T, D, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    let (rows, columns) = like.shape_generic();
    OMatrix::from_fn_generic(rows, columns, |i, k| if i == k { entry } else { T::of(0.0) })
}
