//! What `vector![a, b]`, `matrix![a, b; c, d]`, `dvector![..]` and `dmatrix![..]` are lowered
//! to: constructors of the elements, row by row.

use alloc::vec::Vec;
use core::array::from_fn;
use nalgebra::{DMatrix, DVector, Point, SMatrix, SVector, Scalar};

use crate::differentiable::Differentiable;

/// `dvector!`, `dmatrix!`
#[derive(Clone, Copy, Debug)]
pub struct DynamicLiteral;

/// `vector!`, `matrix!`, `point!`
#[derive(Clone, Copy, Debug)]
pub struct StaticLiteral;

/// The companions of one function: the elements are `$of` them, in the order of `$elements`.
macro_rules! literal {
    ($make:ident $jvp:ident $vjp_into:ident $vjp_into_jvp:ident [$($generics:tt)*] [$($given:tt)*] ($($n:ident: $n_ty:ty,)*)
        $x_ty:ty => $of:ty; |$y:ident| $elements:expr) => {
        #[inline]
        #[must_use]
        pub fn $jvp<T: Scalar, $($generics)*>($($n: $n_ty,)* x: $x_ty, x_dot: $x_ty) -> ($of, $of) {
            (Self::$make::<T, $($given)*>($($n,)* x), Self::$make::<T, $($given)*>($($n,)* x_dot))
        }

        #[inline]
        #[must_use]
        #[allow(clippy::ptr_arg, reason = "the naming protocol")]
        pub fn $vjp_into<T: Scalar + Differentiable, $($generics)*>(
            $($n: $n_ty,)* x: $x_ty, $y: $of, x_bar: &mut $x_ty,
        ) -> $of {
            x_bar.iter_mut().zip($elements).for_each(|(x_bar, y_bar)| x_bar.accumulate(y_bar));
            Self::$make::<T, $($given)*>($($n,)* x)
        }

        #[inline]
        #[must_use]
        pub fn $vjp_into_jvp<T: Scalar + Differentiable, $($generics)*>(
            $($n: $n_ty,)* x: $x_ty, y_bar: $of, x_bar: &mut $x_ty, x_dot: $x_ty, y_bar_dot: $of, x_bar_dot: &mut $x_ty,
        ) -> ($of, $of) {
            let y_dot = Self::$vjp_into::<T, $($given)*>($($n,)* x_dot, y_bar_dot, x_bar_dot);
            (Self::$vjp_into::<T, $($given)*>($($n,)* x, y_bar, x_bar), y_dot)
        }
    };
}

#[allow(missing_docs, reason = "the naming protocol")]
impl DynamicLiteral {
    /// These elements.
    #[inline]
    #[must_use]
    pub fn vector<T: Scalar>(x: Vec<T>) -> DVector<T> {
        DVector::from_vec(x)
    }

    literal!(vector vector_jvp vector_vjp_into vector_vjp_into_jvp [] [] () Vec<T> => DVector<T>; |y| y.iter());

    /// A matrix of so many columns.
    #[inline]
    #[must_use]
    #[allow(clippy::needless_pass_by_value, reason = "as the literal owns its elements")]
    pub fn matrix<T: Scalar>(columns: usize, x: Vec<T>) -> DMatrix<T> {
        DMatrix::from_row_slice(x.len() / columns.max(1), columns, &x)
    }

    literal!(matrix matrix_jvp matrix_vjp_into matrix_vjp_into_jvp [] [] (columns: usize,) Vec<T> => DMatrix<T>;
        |y| y.transpose().iter());
}

#[allow(missing_docs, reason = "the naming protocol")]
impl StaticLiteral {
    /// These elements.
    #[inline]
    #[must_use]
    pub fn vector<T: Scalar, const N: usize>(x: [T; N]) -> SVector<T, N> {
        SVector::from(x)
    }

    literal!(vector vector_jvp vector_vjp_into vector_vjp_into_jvp [const N: usize] [N] () [T; N] => SVector<T, N>; |y| y.iter());

    /// These coordinates.
    #[inline]
    #[must_use]
    pub fn point<T: Scalar, const N: usize>(x: [T; N]) -> Point<T, N> {
        Point { coords: SVector::from(x) }
    }

    literal!(point point_jvp point_vjp_into point_vjp_into_jvp [const N: usize] [N] () [T; N] => Point<T, N>; |y| y.coords.iter());

    /// A matrix of `R` rows and `C` columns, `N` elements.
    #[inline]
    #[must_use]
    #[allow(clippy::needless_pass_by_value, reason = "as the literal owns its elements")]
    pub fn matrix<T: Scalar, const R: usize, const C: usize, const N: usize>(x: [T; N]) -> SMatrix<T, R, C> {
        SMatrix::from_fn(|i, k| x[i * C + k].clone())
    }

    literal!(matrix matrix_jvp matrix_vjp_into matrix_vjp_into_jvp
        [const R: usize, const C: usize, const N: usize] [R, C, N] () [T; N] => SMatrix<T, R, C>;
        |y| &from_fn::<T, N, _>(|i| y[(i / C, i % C)].clone()));
}
