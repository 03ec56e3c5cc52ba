//! Eigenvalues and singular values, which have a first derivative alone: that of their
//! vectors is not finite where two of them meet.

use crate::differentiable::Differentiable;
use crate::foreign::dual::Field;
use alloc::vec::Vec;
use nalgebra::{Const, DefaultAllocator, Dim, DimMin, DimMinimum, DimSub, OMatrix, OVector, U1, allocator::Allocator};

/// Companions of a method that gives values of a matrix, `y_i = u_iᵀ A v_i` of vectors of one.
macro_rules! values {
    ($($(#[$doc:meta])* $trait:ident [$($dims:ident),*] [$($bound:tt)*] $a_ty:ty => $y_ty:ty;
        $jvp:ident $vjp_into:ident |$a:ident| $value:expr; $partials:expr;)*) => {$(
        $(#[$doc])*
        #[allow(missing_docs, reason = "the naming protocol")]
        pub trait $trait: Differentiable {
            /// The values.
            type Values;

            fn $jvp(&self, a_dot: &Self) -> (Self::Values, Self::Values);

            fn $vjp_into(&self, y_bar: Self::Values, a_bar: &mut Self) -> Self::Values;
        }

        impl<T: Field, $($dims: Dim),*> $trait for $a_ty where $($bound)* {
            type Values = $y_ty;

            #[inline]
            fn $jvp(&self, a_dot: &Self) -> ($y_ty, $y_ty) {
                let $a = self;
                let y: $y_ty = $value;
                let mut y_dot = y.clone();
                for (i, partial) in ranked(&y, $partials) {
                    y_dot[i] = a_dot.dot(&partial);
                }
                (y, y_dot)
            }

            #[inline]
            fn $vjp_into(&self, y_bar: $y_ty, a_bar: &mut Self) -> $y_ty {
                let $a = self;
                let y: $y_ty = $value;
                for (i, partial) in ranked(&y, $partials) {
                    *a_bar += partial * y_bar[i];
                }
                y
            }
        }
    )*};
}

values! {
    /// `dλᵢ = vᵢᵀ dA vᵢ`: Giles 2008, 3.1. Of `A` the lower triangle is read.
    SymmetricEigenvalues [D] [D: DimSub<U1>, DefaultAllocator: Allocator<D, D> + Allocator<D> + Allocator<nalgebra::DimDiff<D, U1>>]
        OMatrix<T, D, D> => OVector<T, D>;
        symmetric_eigenvalues_jvp symmetric_eigenvalues_vjp_into
        |a| a.symmetric_eigenvalues();
        {
            let eigen = a.clone().symmetric_eigen();
            (0..a.nrows()).map(|i| (eigen.eigenvalues[i], of_lower(&eigen.eigenvectors.column(i).into_owned()))).collect()
        };
    /// `dσᵢ = uᵢᵀ dA vᵢ`: Giles 2008, 3.2.
    SingularValues [R, C] [R: DimMin<C>, DimMinimum<R, C>: DimSub<U1>,
        DefaultAllocator: Allocator<R, C> + Allocator<C> + Allocator<R> + Allocator<DimMinimum<R, C>> + Allocator<DimMinimum<R, C>, C>
            + Allocator<R, DimMinimum<R, C>> + Allocator<nalgebra::DimDiff<DimMinimum<R, C>, U1>> + Allocator<U1, C> + Allocator<Const<1>, R>]
        OMatrix<T, R, C> => OVector<T, DimMinimum<R, C>>;
        singular_values_jvp singular_values_vjp_into
        |a| a.singular_values();
        {
            let svd = a.clone().svd(true, true);
            match (&svd.u, &svd.v_t) {
                (Some(u), Some(v_t)) => {
                    (0..svd.singular_values.len()).map(|i| (svd.singular_values[i], u.column(i) * v_t.row(i))).collect()
                }
                _ => Vec::new(),
            }
        };
}

/// The partials of an eigenvalue along the lower triangle: of an entry off the diagonal, for
/// both of its places.
fn of_lower<T: Field, D: Dim>(v: &OVector<T, D>) -> OMatrix<T, D, D>
where
    DefaultAllocator: Allocator<D, D> + Allocator<D>,
{
    let d = v.shape_generic().0;
    OMatrix::from_fn_generic(d, d, |i, k| match i.cmp(&k) {
        core::cmp::Ordering::Greater => v[i] * v[k] + v[i] * v[k],
        core::cmp::Ordering::Equal => v[i] * v[i],
        core::cmp::Ordering::Less => T::zero(),
    })
}

/// Partials by the place of their value, which may stand in another order: both are sorted.
fn ranked<T: Field, D: Dim, M>(y: &OVector<T, D>, mut partials: Vec<(T, M)>) -> Vec<(usize, M)>
where
    DefaultAllocator: Allocator<D>,
{
    let order = |a: &T, b: &T| a.partial_cmp(b).unwrap_or(core::cmp::Ordering::Equal);
    let mut places: Vec<usize> = (0..y.len()).collect();
    places.sort_by(|i, k| order(&y[*i], &y[*k]));
    partials.sort_by(|(a, _), (b, _)| order(a, b));
    places.into_iter().zip(partials).map(|(place, (_, partial))| (place, partial)).collect()
}
