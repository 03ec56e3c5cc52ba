//! Constructors from a function of the indices, and from items.
//!
//! The function comes with its derivative ([`function`](crate::function)), and is asked for it
//! entry by entry. Items come as a vector.

use super::slices::{add, linear};
use crate::foreign::dual::Field;
use crate::function::{Constant, Forward2, Function2, Reverse2, Twice2};
use alloc::vec::Vec;
use nalgebra::{DMatrix, DVector, RowDVector, SMatrix};

type Index = Constant<usize>;

/// Companions of `from_fn`, by its arguments beside the function.
macro_rules! from_fn {
    ($($trait:ident($($n:ident),*) [$($generics:tt)*] $ty:ty;)*) => {$(
        #[doc = "Companions of `from_fn`."]
        #[allow(missing_docs, clippy::too_many_arguments, reason = "the naming protocol")]
        pub trait $trait<T: Field>: Sized {
            fn entry_by_entry($($n: usize,)* f: impl FnMut(usize, usize) -> T) -> Self;

            fn entry(&self, at: (usize, usize)) -> T;

            #[inline]
            fn from_fn_primal<F: Function2<Index, Index, Output = T>>($($n: usize,)* f: &F) -> Self {
                Self::entry_by_entry($($n,)* |i, k| f.call(i, k))
            }

            #[inline]
            fn from_fn_jvp<F: Forward2<Index, Index, Output = T>>($($n: usize,)* f: &F, f_dot: &F) -> (Self, Self) {
                let value = Self::entry_by_entry($($n,)* |i, k| f.call(i, k));
                (value, Self::entry_by_entry($($n,)* |i, k| f.call_jvp(i, k, f_dot, (), ()).1))
            }

            #[inline]
            fn from_fn_vjp_into<F: Reverse2<Index, Index, Output = T>>($($n: usize,)* f: &F, y_bar: Self, f_bar: &mut F) -> Self {
                Self::entry_by_entry($($n,)* |i, k| f.call_vjp_into(i, k, y_bar.entry((i, k)), f_bar, (), ()))
            }

            #[inline]
            fn from_fn_vjp_into_jvp<F: Twice2<Index, Index, Output = T>>(
                $($n: usize,)* f: &F, y_bar: Self, f_bar: &mut F, f_dot: &F, y_bar_dot: Self, f_bar_dot: &mut F,
            ) -> (Self, Self) {
                let mut dots = Vec::new();
                let value = Self::entry_by_entry($($n,)* |i, k| {
                    let (seed, seed_dot) = (y_bar.entry((i, k)), y_bar_dot.entry((i, k)));
                    let (value, dot) = f.call_vjp_into_jvp(i, k, seed, f_bar, (), (), f_dot, (), (), seed_dot, f_bar_dot, (), ());
                    dots.push(dot);
                    value
                });
                let mut dots = dots.into_iter();
                (value, Self::entry_by_entry($($n,)* |_, _| dots.next().unwrap_or(T::zero())))
            }
        }

        from_fn!(@impl $trait($($n),*) [$($generics)*] $ty);
    )*};
    (@impl $trait:ident($($n:ident),*) [$($generics:tt)*] $ty:ty) => {
        impl<T: Field, $($generics)*> $trait<T> for $ty {
            #[inline]
            fn entry_by_entry($($n: usize,)* f: impl FnMut(usize, usize) -> T) -> Self {
                Self::from_fn($($n,)* f)
            }

            #[inline]
            fn entry(&self, at: (usize, usize)) -> T {
                self[at]
            }
        }
    };
}

from_fn! {
    FromFn() [const R: usize, const C: usize] SMatrix<T, R, C>;
    FromFn1(n) [] DVector<T>;
    FromFn2(rows, columns) [] DMatrix<T>;
}

from_fn!(@impl FromFn1(n) [] RowDVector<T>);

/// Companions of `from_iterator` and `from_row_iterator`, of items that are a vector.
macro_rules! from_items {
    ($($trait:ident [$($n:ident: $n_ty:ty),*] [$($generics:tt)*] $ty:ty;)*) => {$(
        #[doc = "Companions of `from_iterator` and `from_row_iterator`."]
        #[allow(missing_docs, clippy::too_many_arguments, clippy::ptr_arg, reason = "the naming protocol")]
        pub trait $trait<T: Field>: Sized {
            fn by_columns($($n: $n_ty,)* items: Vec<T>) -> Self;

            fn by_rows($($n: $n_ty,)* items: Vec<T>) -> Self;

            fn columns(&self) -> Vec<T>;

            fn rows(&self) -> Vec<T>;

            linear! {
                from_iterator_jvp from_iterator_vjp_into from_iterator_vjp_into_jvp [$($n: $n_ty),*] (x: Vec<T>, &mut Vec<T>)
                    |x| Self::by_columns($($n,)* x); |y_bar, x_bar| add(x_bar, y_bar.columns())
            }

            linear! {
                from_row_iterator_jvp from_row_iterator_vjp_into from_row_iterator_vjp_into_jvp [$($n: $n_ty),*] (x: Vec<T>, &mut Vec<T>)
                    |x| Self::by_rows($($n,)* x); |y_bar, x_bar| add(x_bar, y_bar.rows())
            }
        }

        from_items!(@impl $trait [$($n: $n_ty),*] [$($generics)*] $ty);
    )*};
    (@impl $trait:ident [$($n:ident: $n_ty:ty),*] [$($generics:tt)*] $ty:ty) => {
        impl<T: Field, $($generics)*> $trait<T> for $ty {
            #[inline]
            fn by_columns($($n: $n_ty,)* items: Vec<T>) -> Self {
                Self::from_iterator($($n,)* items)
            }

            #[inline]
            fn by_rows($($n: $n_ty,)* items: Vec<T>) -> Self {
                Self::from_row_iterator($($n,)* items)
            }

            #[inline]
            fn columns(&self) -> Vec<T> {
                self.iter().copied().collect()
            }

            #[inline]
            fn rows(&self) -> Vec<T> {
                self.row_iter().flat_map(|row| row.iter().copied().collect::<Vec<T>>()).collect()
            }
        }
    };
}

from_items! {
    FromItems [] [const R: usize, const C: usize] SMatrix<T, R, C>;
    FromItems1 [n: usize] [] DVector<T>;
    FromItems2 [r: usize, c: usize] [] DMatrix<T>;
}

from_items!(@impl FromItems1 [n: usize] [] RowDVector<T>);
