//! Matrices with other rows and columns: `resize`, `insert_row`, `remove_row`, `select_columns`.
//!
//! Each element of `y` is one of `a`, or the number that fills what is new. So all of them are linear,
//! and where an element is from, the same method of a matrix of numbers tells.

use crate::differentiable::Differentiable;
use crate::foreign::dual::Field;
use nalgebra::{DMatrix, DVector, Scalar};

/// The number of what fills: the elements are counted from one on.
const FILLED: usize = 0;

/// Adds each cotangent to where its element is from, and gives the sum of the rest.
fn give_back<'a, T: Field>(
    from: impl IntoIterator<Item = &'a usize>,
    y_bar: impl IntoIterator<Item = &'a T>,
    a_bar: &mut [T],
) -> T {
    let mut rest = T::zero();
    for (from, bar) in from.into_iter().zip(y_bar) {
        match from.checked_sub(1) {
            Some(i) => a_bar[i] += *bar,
            None => rest += *bar,
        }
    }
    rest
}

/// The companions of one method: `[..]` are its arguments without a derivative, `x` is what fills.
macro_rules! edited {
    ($($trait:ident [$($n:ident: $n_ty:ty),*] $jvp:ident $vjp_into:ident $vjp_into_jvp:ident;)*) => {$(
        #[doc = concat!("Companions of `", stringify!($trait), "`.")]
        #[allow(missing_docs, clippy::too_many_arguments, clippy::needless_pass_by_value, reason = "the naming protocol")]
        pub trait $trait<T: Field>: Differentiable {
            type Made: Differentiable;

            fn edited(&self, $($n: $n_ty,)* x: T) -> Self::Made;

            fn back(&mut self, $($n: $n_ty,)* y_bar: &Self::Made) -> T;

            #[inline]
            fn $jvp(&self, $($n: $n_ty,)* x: T, a_dot: &Self, x_dot: T) -> (Self::Made, Self::Made) {
                (self.edited($($n,)* x), a_dot.edited($($n,)* x_dot))
            }

            #[inline]
            fn $vjp_into(&self, $($n: $n_ty,)* x: T, y_bar: Self::Made, a_bar: &mut Self, x_bar: &mut T) -> Self::Made {
                *x_bar += a_bar.back($($n,)* &y_bar);
                self.edited($($n,)* x)
            }

            #[inline]
            fn $vjp_into_jvp(
                &self, $($n: $n_ty,)* x: T, y_bar: Self::Made, a_bar: &mut Self, x_bar: &mut T,
                a_dot: &Self, x_dot: T, y_bar_dot: Self::Made, a_bar_dot: &mut Self, x_bar_dot: &mut T,
            ) -> (Self::Made, Self::Made) {
                *x_bar += a_bar.back($($n,)* &y_bar);
                *x_bar_dot += a_bar_dot.back($($n,)* &y_bar_dot);
                self.$jvp($($n,)* x, a_dot, x_dot)
            }
        }
    )*};
}

edited! {
    Resize [r: usize, c: usize] resize_jvp resize_vjp_into resize_vjp_into_jvp;
    InsertRow [i: usize] insert_row_jvp insert_row_vjp_into insert_row_vjp_into_jvp;
    InsertColumn [j: usize] insert_column_jvp insert_column_vjp_into insert_column_vjp_into_jvp;
}

/// The same of a method that fills nothing.
macro_rules! reduced {
    ($($trait:ident ($n:ident: $n_ty:ty) $jvp:ident $vjp_into:ident $vjp_into_jvp:ident;)*) => {$(
        #[doc = concat!("Companions of `", stringify!($trait), "`.")]
        #[allow(missing_docs, clippy::needless_pass_by_value, clippy::return_self_not_must_use, reason = "the naming protocol")]
        pub trait $trait: Differentiable {
            fn reduced(&self, $n: $n_ty) -> Self;

            fn back(&mut self, $n: $n_ty, y_bar: &Self);

            #[inline]
            fn $jvp(&self, $n: $n_ty, a_dot: &Self) -> (Self, Self) {
                (self.reduced($n), a_dot.reduced($n))
            }

            #[inline]
            #[must_use]
            fn $vjp_into(&self, $n: $n_ty, y_bar: Self, a_bar: &mut Self) -> Self {
                a_bar.back($n, &y_bar);
                self.reduced($n)
            }

            #[inline]
            fn $vjp_into_jvp(
                &self, $n: $n_ty, y_bar: Self, a_bar: &mut Self, a_dot: &Self, y_bar_dot: Self, a_bar_dot: &mut Self,
            ) -> (Self, Self) {
                a_bar.back($n, &y_bar);
                a_bar_dot.back($n, &y_bar_dot);
                self.$jvp($n, a_dot)
            }
        }
    )*};
}

reduced! {
    RemoveRow (i: usize) remove_row_jvp remove_row_vjp_into remove_row_vjp_into_jvp;
    RemoveColumn (j: usize) remove_column_jvp remove_column_vjp_into remove_column_vjp_into_jvp;
    SelectRows (numbers: &[usize]) select_rows_jvp select_rows_vjp_into select_rows_vjp_into_jvp;
    SelectColumns (numbers: &[usize]) select_columns_jvp select_columns_vjp_into select_columns_vjp_into_jvp;
}

/// What the method does, of elements of any kind.
macro_rules! of_dynamic {
    ($($of:ident $trait:ident [$($n:ident: $n_ty:ty),*] filled |$a:ident, $x:ident| $edited:expr;)*) => {$(
        impl<T: Field> $trait<T> for $of<T> {
            type Made = $of<T>;

            fn edited(&self, $($n: $n_ty,)* x: T) -> Self {
                let ($a, $x) = (self.clone(), x);
                $edited
            }

            fn back(&mut self, $($n: $n_ty,)* y_bar: &Self) -> T {
                let ($a, $x) = (numbers(self), FILLED);
                let from = $edited;
                give_back(&from, y_bar, self.as_mut_slice())
            }
        }
    )*};
    ($($of:ident $trait:ident [$n:ident: $n_ty:ty] |$a:ident| $reduced:expr;)*) => {$(
        impl<T: Field> $trait for $of<T> {
            fn reduced(&self, $n: $n_ty) -> Self {
                let $a = self.clone();
                $reduced
            }

            fn back(&mut self, $n: $n_ty, y_bar: &Self) {
                let $a = numbers(self);
                let from = $reduced;
                give_back(&from, y_bar, self.as_mut_slice());
            }
        }
    )*};
}

of_dynamic! {
    DMatrix Resize [r: usize, c: usize] filled |a, x| a.resize(r, c, x);
    DMatrix InsertRow [i: usize] filled |a, x| a.insert_row(i, x);
    DVector InsertRow [i: usize] filled |a, x| a.insert_row(i, x);
    DMatrix InsertColumn [j: usize] filled |a, x| a.insert_column(j, x);
}

of_dynamic! {
    DMatrix RemoveRow [i: usize] |a| a.remove_row(i);
    DVector RemoveRow [i: usize] |a| a.remove_row(i);
    DMatrix RemoveColumn [j: usize] |a| a.remove_column(j);
    DMatrix SelectRows [lines: &[usize]] |a| a.select_rows(lines);
    DVector SelectRows [lines: &[usize]] |a| a.select_rows(lines);
    DMatrix SelectColumns [lines: &[usize]] |a| a.select_columns(lines);
}

/// The elements, numbered as they lie in memory.
trait Numbered {
    type Numbers;

    fn numbers(&self) -> Self::Numbers;
}

impl<T: Scalar> Numbered for DMatrix<T> {
    type Numbers = DMatrix<usize>;

    fn numbers(&self) -> DMatrix<usize> {
        DMatrix::from_iterator(self.nrows(), self.ncols(), FILLED + 1..=self.len())
    }
}

impl<T: Scalar> Numbered for DVector<T> {
    type Numbers = DVector<usize>;

    fn numbers(&self) -> DVector<usize> {
        DVector::from_iterator(self.len(), FILLED + 1..=self.len())
    }
}

fn numbers<A: Numbered>(of: &A) -> A::Numbers {
    of.numbers()
}
