//! What is made of the entries of a matrix of any size.

use super::operators::inner;
use super::rules::{binary, unary};
use super::statistics::count;
use crate::foreign::dual::{Field, Lift, Number};
use crate::foreign::rule::{
    AbsOf, Adjoint, Amax, Amin, Binary, CloneOwned, ColumnMean, ColumnSum, IntoOwned, Kronecker, LowerTriangle,
    RowMean, RowSum, TryNormalize, Unary, Unscale, UpperTriangle,
};
use nalgebra::{DefaultAllocator, Dim, DimMul, DimProd, OMatrix, OVector, U1, allocator::Allocator};

unary! {
    #[doc = "Of each entry; at zero the partial is 1."]
    AbsOf [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>) -> OMatrix<T, R, C>;
        value |a| a.abs();
        jvp |y, a_dot| signed(&y, a, a_dot);
        vjp |y_bar| signed(y, a, y_bar);
    #[doc = "The partial of the first of the largest absolute values is its sign."]
    Amax [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>) -> T;
        value |a| a.amax();
        jvp |y, a_dot| inner(&sign_of_first(a, y), a_dot);
        vjp |y_bar| sign_of_first(a, *y) * *y_bar;
    #[doc = "The partial of the first of the smallest absolute values is its sign."]
    Amin [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>) -> T;
        value |a| a.amin();
        jvp |y, a_dot| inner(&sign_of_first(a, y), a_dot);
        vjp |y_bar| sign_of_first(a, *y) * *y_bar;
    #[doc = "Of real entries, the transpose: Giles 2008, 2.2.1."]
    Adjoint [R, C] [DefaultAllocator: Allocator<R, C> + Allocator<C, R>]: (OMatrix<T, R, C>) -> OMatrix<T, C, R>;
        value |a| a.adjoint();
        jvp |y, a_dot| a_dot.transpose();
        vjp |y_bar| y_bar.transpose();
    #[doc = "Itself."]
    IntoOwned [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>) -> OMatrix<T, R, C>;
        value |a| a.clone();
        jvp |y, a_dot| a_dot.clone();
        vjp |y_bar| y_bar.clone();
    #[doc = "Itself."]
    CloneOwned [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>) -> OMatrix<T, R, C>;
        value |a| a.clone();
        jvp |y, a_dot| a_dot.clone();
        vjp |y_bar| y_bar.clone();
    #[doc = "Linear: the sum of the rows."]
    RowSum [R, C] [DefaultAllocator: Allocator<R, C> + Allocator<U1, C>]: (OMatrix<T, R, C>) -> OMatrix<T, U1, C>;
        value |a| a.row_sum();
        jvp |y, a_dot| a_dot.row_sum();
        vjp |y_bar| a.map_with_location(|_, k, _| y_bar[k]);
    #[doc = "Linear: the sum of the columns."]
    ColumnSum [R, C] [DefaultAllocator: Allocator<R, C> + Allocator<R>]: (OMatrix<T, R, C>) -> OVector<T, R>;
        value |a| a.column_sum();
        jvp |y, a_dot| a_dot.column_sum();
        vjp |y_bar| a.map_with_location(|i, _, _| y_bar[i]);
    #[doc = "Linear: the mean of the rows."]
    RowMean [R, C] [DefaultAllocator: Allocator<R, C> + Allocator<U1, C>]: (OMatrix<T, R, C>) -> OMatrix<T, U1, C>;
        value |a| a.row_mean();
        jvp |y, a_dot| a_dot.row_mean();
        vjp |y_bar| a.map_with_location(|_, k, _| y_bar[k] * count::<T, U1, C>(y_bar) / count(a));
    #[doc = "Linear: the mean of the columns."]
    ColumnMean [R, C] [DefaultAllocator: Allocator<R, C> + Allocator<R>]: (OMatrix<T, R, C>) -> OVector<T, R>;
        value |a| a.column_mean();
        jvp |y, a_dot| a_dot.column_mean();
        vjp |y_bar| a.map_with_location(|i, _, _| y_bar[i] * count::<T, R, U1>(y_bar) / count(a));
    #[doc = "Linear."]
    UpperTriangle [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>) -> OMatrix<T, R, C>;
        value |a| a.upper_triangle();
        jvp |y, a_dot| a_dot.upper_triangle();
        vjp |y_bar| y_bar.map_with_location(|i, k, entry| if i <= k { entry } else { T::of(0.0) });
    #[doc = "Linear."]
    LowerTriangle [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>) -> OMatrix<T, R, C>;
        value |a| a.lower_triangle();
        jvp |y, a_dot| a_dot.lower_triangle();
        vjp |y_bar| y_bar.map_with_location(|i, k, entry| if i >= k { entry } else { T::of(0.0) });
}

binary! {
    #[doc = "As the quotient by a scalar."]
    Unscale [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>, T) -> OMatrix<T, R, C>;
        value |a, s| a.unscale(*s);
        jvp |y, a_dot, s_dot| (a_dot - &y * *s_dot) / *s;
        vjp |y_bar| (y_bar / *s, -(inner(y, y_bar) / *s));
    #[doc = "Linear in both: the block `(i, k)` of the product is `aᵢₖ B`."]
    Kronecker [R, C, P, Q] [R: DimMul<P>, C: DimMul<Q>,
        DefaultAllocator: Allocator<R, C> + Allocator<P, Q> + Allocator<DimProd<R, P>, DimProd<C, Q>>]:
        (OMatrix<T, R, C>, OMatrix<T, P, Q>) -> OMatrix<T, DimProd<R, P>, DimProd<C, Q>>;
        value |a, b| a.kronecker(b);
        jvp |y, a_dot, b_dot| a_dot.kronecker(b) + a.kronecker(b_dot);
        vjp |y_bar| {
            let (rows, columns) = b.shape();
            let block = |i: usize, k: usize| y_bar.view((i * rows, k * columns), (rows, columns));
            let of_block = |i: usize, k: usize| {
                block(i, k).iter().zip(b.iter()).fold(T::of(0.0), |sum, (bar, entry)| sum + *bar * *entry)
            };
            let a_bar = a.map_with_location(|i, k, _| of_block(i, k));
            let b_bar = b.map_with_location(|p, q, _| {
                let mut sum = T::of(0.0);
                for i in 0..a.nrows() {
                    for k in 0..a.ncols() {
                        sum += a[(i, k)] * block(i, k)[(p, q)];
                    }
                }
                sum
            });
            (a_bar, b_bar)
        };
    #[doc = "`dy = (1 - y yᵀ) da / |a|` with `y = a / |a|`, where there is one. The least norm is compared, and has no derivative."]
    TryNormalize [R, C] [DefaultAllocator: Allocator<R, C>]: (OMatrix<T, R, C>, T) -> Option<OMatrix<T, R, C>>;
        value |a, least| a.try_normalize(*least);
        jvp |y, a_dot, least_dot| y.as_ref().map(|y| (a_dot - y * inner(y, a_dot)) / a.norm());
        vjp |y_bar| match (y, y_bar) {
            (Some(y), Some(y_bar)) => {
                // `|a| = a · y`
                ((y_bar - y * inner(y, y_bar)) / inner(a, y), T::of(0.0))
            }
            (None, None) => (a.map(|_| T::of(0.0)), T::of(0.0)),
            (Some(_), None) => crate::differentiable::different_variants("None", "Some"),
            (None, Some(_)) => crate::differentiable::different_variants("Some", "None"),
        };
}

/// The entries with the signs of those of `a`, of which `y` has the absolute values.
fn signed<T: Number, R: Dim, C: Dim>(
    y: &OMatrix<T, R, C>,
    a: &OMatrix<T, R, C>,
    entries: &OMatrix<T, R, C>,
) -> OMatrix<T, R, C>
where
    DefaultAllocator: Allocator<R, C>,
{
    entries.map_with_location(|i, k, entry| if (y[(i, k)] - a[(i, k)]).is(0.0) { entry } else { -entry })
}

/// The sign of the first entry with this absolute value, in its place.
fn sign_of_first<T: Number, R: Dim, C: Dim>(a: &OMatrix<T, R, C>, y: T) -> OMatrix<T, R, C>
where
    DefaultAllocator: Allocator<R, C>,
{
    let mut signs = a.map(|_| T::of(0.0));
    if let Some(i) = a.iter().position(|entry| (*entry - y).is(0.0) || (*entry + y).is(0.0)) {
        signs[i] = T::of(if (a[i] - y).is(0.0) { 1.0 } else { -1.0 });
    }
    signs
}
