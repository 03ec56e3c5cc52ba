//! What is made of the elements: statistics, and parts of a vector.

use super::norm::diagonal;
use super::operators::inner;
use super::rules::{binary, operator, unary};
use crate::foreign::dual::{Field, Lift, Number};
use crate::foreign::rule::{
    AddScalar, Binary, CrossMatrix, Diagonal, Max, Mean, MetricDistance, Min, Push, TrMul, Unary, Variance, Xy, Xyz,
};
use crate::ops;
use nalgebra::{
    Const, DefaultAllocator, Dim, DimAdd, DimSum, Matrix3, OMatrix, OVector, U1, Vector2, Vector3, Vector4,
    allocator::Allocator,
};

unary! {
    #[doc = "Linear."]
    Mean [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>) -> T;
        value |a| a.sum() / count(a);
        jvp |y, a_dot| a_dot.sum() / count(a_dot);
        vjp |y_bar| a.map(|_| *y_bar / count(a));
    #[doc = "The mean of the squares of what is above the mean `m`: `dy = 2 (a - m) · da / n`, as `a - m` has the sum 0."]
    Variance [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>) -> T;
        value |a| a.variance();
        jvp |y, a_dot| inner(&above_mean(a), a_dot) * (<T as Number>::of(2.0) / count(a));
        vjp |y_bar| above_mean(a) * (*y_bar * T::of(2.0) / count(a));
    #[doc = "The partial of the first of the largest elements is 1."]
    Max [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>) -> T;
        value |a| a.max();
        jvp |y, a_dot| first(a, &y).map_or(<T as Number>::of(0.0), |i| a_dot[i]);
        vjp |y_bar| only(a, first(a, y), *y_bar);
    #[doc = "The partial of the first of the smallest elements is 1."]
    Min [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>) -> T;
        value |a| a.min();
        jvp |y, a_dot| first(a, &y).map_or(<T as Number>::of(0.0), |i| a_dot[i]);
        vjp |y_bar| only(a, first(a, y), *y_bar);
    #[doc = "Linear."]
    Diagonal [D] [DefaultAllocator: Allocator<D, D> + Allocator<D>]: (OMatrix<T, D, D>) -> OVector<T, D>;
        value |a| entries(a);
        jvp |y, a_dot| entries(a_dot);
        vjp |y_bar| diagonal(a, T::of(1.0)).map_with_location(|i, k, one| if i == k { y_bar[i] } else { one });
    #[doc = "Linear: `K b = a × b`."]
    CrossMatrix [] []: (Vector3<T>) -> Matrix3<T>;
        value |a| a.cross_matrix();
        jvp |y, a_dot| a_dot.cross_matrix();
        vjp |y_bar| {
            let difference = |i: usize, k: usize| y_bar[(i, k)] - y_bar[(k, i)];
            Vector3::new(difference(2, 1), difference(0, 2), difference(1, 0))
        };
    #[doc = "Linear."]
    Xy [] []: (Vector3<T>) -> Vector2<T>;
        value |a| a.xy();
        jvp |y, a_dot| a_dot.xy();
        vjp |y_bar| Vector3::new(y_bar[0], y_bar[1], T::of(0.0));
    #[doc = "Linear."]
    Xy [] []: (Vector4<T>) -> Vector2<T>;
        value |a| a.xy();
        jvp |y, a_dot| a_dot.xy();
        vjp |y_bar| Vector4::new(y_bar[0], y_bar[1], T::of(0.0), T::of(0.0));
    #[doc = "Linear."]
    Xyz [] []: (Vector4<T>) -> Vector3<T>;
        value |a| a.xyz();
        jvp |y, a_dot| a_dot.xyz();
        vjp |y_bar| Vector4::new(y_bar[0], y_bar[1], y_bar[2], T::of(0.0));
}

binary! {
    #[doc = "`C = AᵀB`: Giles 2008, 2.2.2."]
    TrMul [R, C, K] [DefaultAllocator: Allocator<R, C> + Allocator<R, K> + Allocator<C, K> + Allocator<C, R> + Allocator<K, R> + Allocator<K, C>]:
        (OMatrix<T, R, C>, OMatrix<T, R, K>) -> OMatrix<T, C, K>;
        value |a, b| a.transpose() * b;
        jvp |y, a_dot, b_dot| a_dot.transpose() * b + a.transpose() * b_dot;
        vjp |y_bar| (b * y_bar.transpose(), a * y_bar);
    #[doc = "The norm of the difference; at zero, the subgradient 0."]
    MetricDistance [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>, OMatrix<T, R, C>) -> T;
        value |a, b| a.metric_distance(b);
        jvp |y, a_dot, b_dot| if y.is(0.0) { <T as Number>::of(0.0) } else { inner(&(a - b), &(a_dot - b_dot)) / y };
        vjp |y_bar| {
            let factor = if y.is(0.0) { T::of(0.0) } else { *y_bar / *y };
            ((a - b) * factor, (b - a) * factor)
        };
    #[doc = "Linear."]
    AddScalar [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>, T) -> OMatrix<T, R, C>;
        value |a, s| a.add_scalar(*s);
        jvp |y, a_dot, s_dot| a_dot.add_scalar(*s_dot);
        vjp |y_bar| (y_bar.clone(), y_bar.iter().fold(T::of(0.0), |sum, entry| sum + *entry));
    #[doc = "Linear."]
    Push [D] [D: DimAdd<U1>, DefaultAllocator: Allocator<D> + Allocator<DimSum<D, U1>>]: (OVector<T, D>, T) -> OVector<T, DimSum<D, U1>>;
        value |a, s| a.push(*s);
        jvp |y, a_dot, s_dot| a_dot.push(*s_dot);
        vjp |y_bar| (OVector::from_fn_generic(a.shape_generic().0, Const::<1>, |i, _| y_bar[i]), y_bar[a.len()]);
}

operator! {
    #[doc = "As the product, of square matrices on the right."]
    MulAssign ProductAssigned [R, C] [DefaultAllocator: Allocator<R, C> + Allocator<C, C> + Allocator<C, R>]:
        (OMatrix<T, R, C>, OMatrix<T, C, C>) -> OMatrix<T, R, C>;
        value |a, b| a * b;
        jvp |y, a_dot, b_dot| a_dot * b + a * b_dot;
        vjp |y_bar| (y_bar * b.transpose(), a.transpose() * y_bar);
}

/// How many elements there are, as a number.
#[allow(clippy::cast_precision_loss, reason = "a mean is of so many elements")]
pub(super) fn count<T: Number, R: Dim, C: Dim>(a: &OMatrix<T, R, C>) -> T
where
    DefaultAllocator: Allocator<R, C>,
{
    T::of(a.len() as f64)
}

fn above_mean<T: Number, R: Dim, C: Dim>(a: &OMatrix<T, R, C>) -> OMatrix<T, R, C>
where
    DefaultAllocator: Allocator<R, C>,
{
    let mean = a.iter().fold(T::of(0.0), |sum, entry| sum + *entry) / count(a);
    a.map(|entry| entry - mean)
}

/// The first element of this value.
fn first<T: Number, R: Dim, C: Dim>(a: &OMatrix<T, R, C>, value: &T) -> Option<usize>
where
    DefaultAllocator: Allocator<R, C>,
{
    a.iter().position(|entry| (*entry - *value).is(0.0))
}

/// A matrix with one entry that is not zero.
fn only<T: Number, R: Dim, C: Dim>(like: &OMatrix<T, R, C>, at: Option<usize>, entry: T) -> OMatrix<T, R, C>
where
    DefaultAllocator: Allocator<R, C>,
{
    let mut only = like.map(|_| T::of(0.0));
    if let Some(at) = at {
        only[at] = entry;
    }
    only
}

/// The diagonal.
fn entries<T: Number, D: Dim>(a: &OMatrix<T, D, D>) -> OVector<T, D>
where
    DefaultAllocator: Allocator<D, D> + Allocator<D>,
{
    OVector::from_fn_generic(a.shape_generic().0, Const::<1>, |i, _| a[(i, i)])
}
