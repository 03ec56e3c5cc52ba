//! Decompositions by their constructors, factors that are taken, triangular systems.

use super::decomposition::{inverted, lower};
use super::held::{binary, both, unary};
use crate::differentiable::{Differentiable, different_variants};
use crate::foreign::dual::{Field, Held, Lift, Number};
use crate::foreign::rule::{Binary, CholeskyOf, Lu, Qr, SolveUpperTriangular, Unary, Unpack};
use nalgebra::linalg::{Cholesky, LU, QR};
use nalgebra::{DefaultAllocator, Dim, DimMin, OMatrix, allocator::Allocator};

unary! {
    #[doc = "The factor is what is inside."]
    Unpack [D] [DefaultAllocator: Allocator<D, D>]: (Cholesky<T, D> as OMatrix<T, D, D>) -> (OMatrix<T, D, D> as OMatrix<T, D, D>);
        value |c| c.l();
        jvp |l, y, l_dot| l_dot;
        vjp |y_bar| lower(y_bar);
}

binary! {
    #[doc = "`X = U⁻¹B`: Giles 2008, 2.3.1, of which the upper triangle is read."]
    SolveUpperTriangular [D, K] [DefaultAllocator: Allocator<D, D> + Allocator<D, K> + Allocator<K, D>]:
        (OMatrix<T, D, D> as OMatrix<T, D, D>, OMatrix<T, D, K> as OMatrix<T, D, K>) -> (Option<OMatrix<T, D, K>> as Option<OMatrix<T, D, K>>);
        value |u, b| u.solve_upper_triangular(b);
        jvp |u_in, b_in, y, u_dot, b_dot| y.map(|y| inverted(&upper(&u_in)) * (b_dot - upper(&u_dot) * y));
        vjp |y_bar| match (y, y_bar) {
            (Some(y), Some(y_bar)) => {
                let b_bar = inverted(&upper(u_in)).transpose() * y_bar;
                (-upper(&(&b_bar * y.transpose())), b_bar)
            }
            (None, None) => (u_in.map(|_| T::of(0.0)), b_in.map(|_| T::of(0.0))),
            (Some(_), None) => different_variants("None", "Some"),
            (None, Some(_)) => different_variants("Some", "None"),
        };
}

fn upper<T: Number, D: Dim>(a: &OMatrix<T, D, D>) -> OMatrix<T, D, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    a.map_with_location(|i, k, entry| if i <= k { entry } else { T::of(0.0) })
}

/// Companions of `new`, of a matrix: those of the method that makes the same.
#[allow(missing_docs, clippy::type_complexity, reason = "the naming protocol")]
pub trait NewOfMatrix<A: Differentiable>: Sized {
    /// What `new` gives.
    type Made;

    fn jvp(a: &A, a_dot: &A) -> (Self::Made, Self::Made);

    fn vjp(a: &A, y_bar: Self::Made) -> (Self::Made, A);

    fn vjp_jvp(a: &A, y_bar: Self::Made, a_dot: &A, y_bar_dot: Self::Made) -> ((Self::Made, A), (Self::Made, A));

    #[inline]
    fn new_jvp(a: A, a_dot: A) -> (Self::Made, Self::Made) {
        Self::jvp(&a, &a_dot)
    }

    #[inline]
    fn new_vjp_into(a: A, y_bar: Self::Made, a_bar: &mut A) -> Self::Made {
        let (y, more) = Self::vjp(&a, y_bar);
        a_bar.accumulate(&more);
        y
    }

    #[inline]
    fn new_vjp_into_jvp(
        a: A,
        y_bar: Self::Made,
        a_bar: &mut A,
        a_dot: A,
        y_bar_dot: Self::Made,
        a_bar_dot: &mut A,
    ) -> (Self::Made, Self::Made) {
        let ((y, more), (y_dot, more_dot)) = Self::vjp_jvp(&a, y_bar, &a_dot, y_bar_dot);
        a_bar.accumulate(&more);
        a_bar_dot.accumulate(&more_dot);
        (y, y_dot)
    }
}

/// The same of a matrix that may have none.
#[allow(missing_docs, clippy::type_complexity, reason = "the naming protocol")]
pub trait TryNewOfMatrix<A: Differentiable>: Differentiable {
    fn jvp(a: &A, a_dot: &A) -> (Option<Self>, Option<Self>);

    fn vjp(a: &A, y_bar: Self) -> (Option<Self>, A);

    fn vjp_jvp(a: &A, y_bar: Self, a_dot: &A, y_bar_dot: Self) -> ((Option<Self>, A), (Option<Self>, A));

    #[inline]
    fn new_jvp(a: A, a_dot: A) -> Option<(Self, Self)> {
        let (y, y_dot) = Self::jvp(&a, &a_dot);
        y.zip(y_dot)
    }

    #[inline]
    fn new_vjp_into(a: A, y_bar: Self, a_bar: &mut A) -> Option<Self> {
        let (y, more) = Self::vjp(&a, y_bar);
        a_bar.accumulate(&more);
        y
    }

    #[inline]
    fn new_vjp_into_jvp(
        a: A,
        y_bar: Self,
        a_bar: &mut A,
        a_dot: A,
        y_bar_dot: Self,
        a_bar_dot: &mut A,
    ) -> Option<(Self, Self)> {
        let ((y, more), (y_dot, more_dot)) = Self::vjp_jvp(&a, y_bar, &a_dot, y_bar_dot);
        a_bar.accumulate(&more);
        a_bar_dot.accumulate(&more_dot);
        y.zip(y_dot)
    }
}

impl<T: Field, D: Dim> TryNewOfMatrix<OMatrix<T, D, D>> for Cholesky<T, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    #[inline]
    fn jvp(a: &OMatrix<T, D, D>, a_dot: &OMatrix<T, D, D>) -> (Option<Self>, Option<Self>) {
        CholeskyOf::jvp(a, a_dot)
    }

    #[inline]
    fn vjp(a: &OMatrix<T, D, D>, y_bar: Self) -> (Option<Self>, OMatrix<T, D, D>) {
        CholeskyOf::vjp(a, Some(y_bar))
    }

    #[inline]
    fn vjp_jvp(
        a: &OMatrix<T, D, D>,
        y_bar: Self,
        a_dot: &OMatrix<T, D, D>,
        y_bar_dot: Self,
    ) -> ((Option<Self>, OMatrix<T, D, D>), (Option<Self>, OMatrix<T, D, D>)) {
        CholeskyOf::vjp_jvp(a, Some(y_bar), a_dot, Some(y_bar_dot))
    }
}

macro_rules! news {
    ($([$($dims:ident),*] [$($bound:tt)*] $rule:ident: $a_ty:ty => $ty:ty;)*) => {$(
        impl<T: Field, $($dims: Dim),*> NewOfMatrix<$a_ty> for $ty where $($bound)* {
            type Made = <$rule as Unary<$a_ty>>::Output;

            #[inline]
            fn jvp(a: &$a_ty, a_dot: &$a_ty) -> (Self::Made, Self::Made) {
                $rule::jvp(a, a_dot)
            }

            #[inline]
            fn vjp(a: &$a_ty, y_bar: Self::Made) -> (Self::Made, $a_ty) {
                $rule::vjp(a, y_bar)
            }

            #[inline]
            fn vjp_jvp(
                a: &$a_ty, y_bar: Self::Made, a_dot: &$a_ty, y_bar_dot: Self::Made,
            ) -> ((Self::Made, $a_ty), (Self::Made, $a_ty)) {
                $rule::vjp_jvp(a, y_bar, a_dot, y_bar_dot)
            }
        }
    )*};
}

news! {
    [D] [D: DimMin<D, Output = D>, DefaultAllocator: Allocator<D, D> + Allocator<D>] Lu: OMatrix<T, D, D> => LU<T, D, D>;
    [R, C] [R: DimMin<C, Output = C>, DefaultAllocator: Allocator<R, C> + Allocator<C, C> + Allocator<C> + Allocator<R>]
        Qr: OMatrix<T, R, C> => QR<T, R, C>;
}
