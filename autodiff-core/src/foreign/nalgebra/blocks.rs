//! Blocks of a matrix: what `fixed_view`, `rows`, .. show is a copy in the companions,
//! which is linear.

use crate::foreign::dual::Field;
use nalgebra::{Const, DMatrix, DefaultAllocator, Dim, Dyn, OMatrix, SMatrix, allocator::Allocator};

/// The companions of one kind of block.
macro_rules! blocks {
    ($($(#[$doc:meta])* $trait:ident $method:ident [$($generics:tt)*] [$($given:tt)*] ($($n:ident: $n_ty:ty = $bar:ident $dot:ident $bar_dot:ident),*) -> $part:ty [$($bound:tt)*];
        $jvp:ident $vjp_into:ident $vjp_into_jvp:ident $jvp_slots:ident $vjp_into_slots:ident $vjp_into_jvp_slots:ident
        $part_mut:ident)*) => {$(
        $(#[$doc])*
        #[allow(missing_docs, clippy::too_many_arguments, clippy::type_complexity, reason = "the naming protocol")]
        pub trait $trait<T: Field, R: Dim, C: Dim>: Sized
        where
            DefaultAllocator: Allocator<R, C>,
        {
            fn $jvp<$($generics)*>(&self, $($n: $n_ty,)* a_dot: &Self) -> ($part, $part) where DefaultAllocator: $($bound)*;

            fn $vjp_into<$($generics)*>(&self, $($n: $n_ty,)* y_bar: $part, a_bar: &mut Self) -> $part where DefaultAllocator: $($bound)*;

            #[inline]
            fn $vjp_into_jvp<$($generics)*>(
                &self, $($n: $n_ty,)* y_bar: $part, a_bar: &mut Self, a_dot: &Self, y_bar_dot: $part, a_bar_dot: &mut Self,
            ) -> ($part, $part) where DefaultAllocator: $($bound)* {
                let y = self.$vjp_into::<$($given)*>($($n,)* y_bar, a_bar);
                (y, a_dot.$vjp_into::<$($given)*>($($n,)* y_bar_dot, a_bar_dot))
            }

            #[inline]
            fn $jvp_slots<$($generics)*>(&self, $($n: $n_ty,)* a_dot: Option<&Self>, $($dot: Option<()>,)* (): ()) -> ($part, $part) where Self: crate::differentiable::Differentiable, DefaultAllocator: $($bound)* {
                $(let _ = $dot;)*
                let zero = self.zero_like();
                self.$jvp::<$($given)*>($($n,)* a_dot.unwrap_or(&zero))
            }

            #[inline]
            fn $vjp_into_slots<$($generics)*>(
                &self, $($n: $n_ty,)* y_bar: $part, a_bar: Option<&mut Self>, $($bar: Option<()>,)* (): (),
            ) -> $part where Self: crate::differentiable::Differentiable, DefaultAllocator: $($bound)* {
                $(let _ = $bar;)*
                let mut unseen = self.zero_like();
                self.$vjp_into::<$($given)*>($($n,)* y_bar, a_bar.unwrap_or(&mut unseen))
            }

            #[inline]
            fn $vjp_into_jvp_slots<$($generics)*>(
                &self, $($n: $n_ty,)* y_bar: $part, a_bar: Option<&mut Self>, $($bar: Option<()>,)*
                a_dot: Option<&Self>, $($dot: Option<()>,)* y_bar_dot: $part, a_bar_dot: Option<&mut Self>, $($bar_dot: Option<()>,)* (): (),
            ) -> ($part, $part) where Self: crate::differentiable::Differentiable, DefaultAllocator: $($bound)* {
                $(let _ = $bar_dot;)*
                let zero = self.zero_like();
                let y = self.$vjp_into_slots::<$($given)*>($($n,)* y_bar, a_bar, $($bar,)* ());
                (y, a_dot.unwrap_or(&zero).$vjp_into_slots::<$($given)*>($($n,)* y_bar_dot, a_bar_dot, $($dot,)* ()))
            }
        }

        impl<T: Field, R: Dim, C: Dim> $trait<T, R, C> for OMatrix<T, R, C>
        where
            DefaultAllocator: Allocator<R, C>,
        {
            #[inline]
            fn $jvp<$($generics)*>(&self, $($n: $n_ty,)* a_dot: &Self) -> ($part, $part) where DefaultAllocator: $($bound)* {
                let part = |of: &Self| of.$method::<$($given)*>($($n),*).into_owned();
                (part(self), part(a_dot))
            }

            #[inline]
            fn $vjp_into<$($generics)*>(&self, $($n: $n_ty,)* y_bar: $part, a_bar: &mut Self) -> $part where DefaultAllocator: $($bound)* {
                a_bar.$part_mut::<$($given)*>($($n),*).zip_apply(&y_bar, |of, more| *of += more);
                self.$method::<$($given)*>($($n),*).into_owned()
            }
        }
    )*};
}

blocks! {
    /// Companions of `fixed_view`.
    FixedViewOf fixed_view [const A: usize, const B: usize] [A, B] (i: usize = i_bar i_dot i_bar_dot, j: usize = j_bar j_dot j_bar_dot) -> SMatrix<T, A, B> [Allocator<R, C>];
        fixed_view_jvp fixed_view_vjp_into fixed_view_vjp_into_jvp fixed_view_jvp_slots fixed_view_vjp_into_slots fixed_view_vjp_into_jvp_slots
        fixed_view_mut
    /// Companions of `fixed_rows`.
    FixedRowsOf fixed_rows [const A: usize] [A] (i: usize = i_bar i_dot i_bar_dot) -> OMatrix<T, Const<A>, C> [Allocator<Const<A>, C>];
        fixed_rows_jvp fixed_rows_vjp_into fixed_rows_vjp_into_jvp fixed_rows_jvp_slots fixed_rows_vjp_into_slots fixed_rows_vjp_into_jvp_slots
        fixed_rows_mut
    /// Companions of `fixed_columns`.
    FixedColumnsOf fixed_columns [const A: usize] [A] (j: usize = j_bar j_dot j_bar_dot) -> OMatrix<T, R, Const<A>> [Allocator<R, Const<A>>];
        fixed_columns_jvp fixed_columns_vjp_into fixed_columns_vjp_into_jvp fixed_columns_jvp_slots fixed_columns_vjp_into_slots fixed_columns_vjp_into_jvp_slots
        fixed_columns_mut
    /// Companions of `rows`.
    RowsOf rows [] [] (i: usize = i_bar i_dot i_bar_dot, n: usize = n_bar n_dot n_bar_dot) -> OMatrix<T, Dyn, C> [Allocator<Dyn, C>];
        rows_jvp rows_vjp_into rows_vjp_into_jvp rows_jvp_slots rows_vjp_into_slots rows_vjp_into_jvp_slots
        rows_mut
    /// Companions of `columns`.
    ColumnsOf columns [] [] (j: usize = j_bar j_dot j_bar_dot, n: usize = n_bar n_dot n_bar_dot) -> OMatrix<T, R, Dyn> [Allocator<R, Dyn>];
        columns_jvp columns_vjp_into columns_vjp_into_jvp columns_jvp_slots columns_vjp_into_slots columns_vjp_into_jvp_slots
        columns_mut
    /// Companions of `view`.
    ViewOf view [] [] (at: (usize, usize) = at_bar at_dot at_bar_dot, shape: (usize, usize) = shape_bar shape_dot shape_bar_dot) -> DMatrix<T> [Allocator<R, C>];
        view_jvp view_vjp_into view_vjp_into_jvp view_jvp_slots view_vjp_into_slots view_vjp_into_jvp_slots
        view_mut
}
