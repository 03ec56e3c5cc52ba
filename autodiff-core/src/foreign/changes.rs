//! Methods that change their receiver, and are linear in what they find and in what they are
//! given: `a.copy_from(&b)`, `a.assign(&b)`, `a.row_mut(i).assign(&b)`.
//!
//! With `a = P a + Q b`, the tangents change as the values do, and the adjoint takes
//! `a_bar` to `Pᵀ a_bar`, and adds `Qᵀ a_bar` to `b_bar`. A rule is two formulas ([`Changes`]).
//!
//! What is written through a view that is not named, `m.column_mut(0).copy_from(&v)`, is one
//! method in the companions, `m.column_mut_copy_from(0, &v)`.

use crate::differentiable::Differentiable;
use core::ops::AddAssign;

/// The rule of the method `R` with the arguments `N`, which have no derivative, and `B`.
pub trait Changes<R, N, B>: Differentiable {
    /// What the method does.
    fn change(&mut self, n: N, b: &B);

    /// Takes a cotangent to that of what the method finds, and adds to that of `b`.
    fn back(&mut self, n: N, b_bar: &mut B);
}

/// The names of methods.
pub mod names {
    macro_rules! names {
        ($($name:ident)*) => {$(
            #[doc = concat!("The method `", stringify!($name), "`, of what it is a method of.")]
            #[derive(Clone, Copy, Debug)]
            pub struct $name;
        )*};
    }

    names! {
        CopyFrom Assign SetRow SetColumn SetDiagonal
        RowCopyFrom ColumnCopyFrom RowsCopyFrom ColumnsCopyFrom ViewCopyFrom
        RowAssign ColumnAssign SliceAssign IndexAxisAssign DiagAssign ViewAssign
    }

    /// `fixed_view_mut::<R, C>(i, j).copy_from(..)`
    #[derive(Clone, Copy, Debug)]
    pub struct FixedViewCopyFrom<const R: usize, const C: usize>;

    /// `fixed_rows_mut::<R>(i).copy_from(..)`
    #[derive(Clone, Copy, Debug)]
    pub struct FixedRowsCopyFrom<const R: usize>;

    /// `fixed_columns_mut::<C>(j).copy_from(..)`
    #[derive(Clone, Copy, Debug)]
    pub struct FixedColumnsCopyFrom<const C: usize>;
}

/// The companions of such a method; where it is one of a view, the method itself, too.
macro_rules! changes {
    ($($trait:ident of $rule:ty, [$($generics:tt)*] [$($of:tt)*] ($($n:ident: $n_ty:ty = $bar:ident $dot:ident $bar_dot:ident),*)
        [$($primal:ident)?] $jvp:ident $vjp_into:ident $vjp_into_jvp:ident
        $jvp_slots:ident $vjp_into_slots:ident $vjp_into_jvp_slots:ident;)*) => {$(
        #[doc = concat!("Companions of the method [`", stringify!($rule), "`].")]
        #[allow(missing_docs, clippy::too_many_arguments, reason = "the naming protocol")]
        pub trait $trait<B>: Differentiable {
            changes!(@itself [$($primal)?] $rule, [$($generics)*] ($($n: $n_ty),*));

            #[inline]
            fn $jvp<$($generics)*>(&mut self, $($n: $n_ty,)* b: &B, a_dot: &mut Self, b_dot: &B)
            where
                Self: Changes<$rule, ($($n_ty,)*), B>,
            {
                Changes::<$rule, ($($n_ty,)*), B>::change(self, ($($n,)*), b);
                Changes::<$rule, ($($n_ty,)*), B>::change(a_dot, ($($n,)*), b_dot);
            }

            #[inline]
            fn $vjp_into<$($generics)*>(&mut self, $($n: $n_ty,)* b: &B, a_bar: &mut Self, b_bar: &mut B)
            where
                Self: Changes<$rule, ($($n_ty,)*), B>,
            {
                Changes::<$rule, ($($n_ty,)*), B>::back(a_bar, ($($n,)*), b_bar);
                Changes::<$rule, ($($n_ty,)*), B>::change(self, ($($n,)*), b);
            }

            #[inline]
            fn $vjp_into_jvp<$($generics)*>(
                &mut self, $($n: $n_ty,)* b: &B, a_bar: &mut Self, b_bar: &mut B,
                a_dot: &mut Self, b_dot: &B, a_bar_dot: &mut Self, b_bar_dot: &mut B,
            ) where
                Self: Changes<$rule, ($($n_ty,)*), B>,
            {
                self.$vjp_into::<$($of)*>($($n,)* b, a_bar, b_bar);
                a_dot.$vjp_into::<$($of)*>($($n,)* b_dot, a_bar_dot, b_bar_dot);
            }

            #[inline]
            fn $jvp_slots<$($generics)*>(
                &mut self, $($n: $n_ty,)* b: &B, a_dot: Option<&mut Self>, $($dot: Option<()>,)* b_dot: Option<&B>, (): (),
            ) where
                B: Differentiable,
                Self: Changes<$rule, ($($n_ty,)*), B>,
            {
                $(let _ = $dot;)*
                let (mut a_zero, b_zero) = (self.zero_like(), b.zero_like());
                self.$jvp::<$($of)*>($($n,)* b, a_dot.unwrap_or(&mut a_zero), b_dot.unwrap_or(&b_zero));
            }

            #[inline]
            fn $vjp_into_slots<$($generics)*>(
                &mut self, $($n: $n_ty,)* b: &B, a_bar: Option<&mut Self>, $($bar: Option<()>,)* b_bar: Option<&mut B>, (): (),
            ) where
                B: Differentiable,
                Self: Changes<$rule, ($($n_ty,)*), B>,
            {
                $(let _ = $bar;)*
                let (mut a_zero, mut b_zero) = (self.zero_like(), b.zero_like());
                self.$vjp_into::<$($of)*>($($n,)* b, a_bar.unwrap_or(&mut a_zero), b_bar.unwrap_or(&mut b_zero));
            }

            #[inline]
            fn $vjp_into_jvp_slots<$($generics)*>(
                &mut self, $($n: $n_ty,)* b: &B, a_bar: Option<&mut Self>, $($bar: Option<()>,)* b_bar: Option<&mut B>,
                a_dot: Option<&mut Self>, $($dot: Option<()>,)* b_dot: Option<&B>,
                a_bar_dot: Option<&mut Self>, $($bar_dot: Option<()>,)* b_bar_dot: Option<&mut B>, (): (),
            ) where
                B: Differentiable,
                Self: Changes<$rule, ($($n_ty,)*), B>,
            {
                $(let _ = $bar_dot;)*
                let (mut a_zero, b_zero) = (self.zero_like(), b.zero_like());
                self.$vjp_into_slots::<$($of)*>($($n,)* b, a_bar, $($bar,)* b_bar, ());
                a_dot.unwrap_or(&mut a_zero).$vjp_into_slots::<$($of)*>(
                    $($n,)* b_dot.unwrap_or(&b_zero), a_bar_dot, $($dot,)* b_bar_dot, (),
                );
            }
        }

        impl<A: Differentiable, B> $trait<B> for A {}
    )*};
    (@itself [] $($rest:tt)*) => {};
    (@itself [$primal:ident] $rule:ty, [$($generics:tt)*] ($($n:ident: $n_ty:ty),*)) => {
        #[inline]
        fn $primal<$($generics)*>(&mut self, $($n: $n_ty,)* b: &B) where Self: Changes<$rule, ($($n_ty,)*), B> {
            Changes::<$rule, ($($n_ty,)*), B>::change(self, ($($n,)*), b);
        }
    };
}

changes! {
    CopyFrom of names::CopyFrom, [] [] ()
        [] copy_from_jvp copy_from_vjp_into copy_from_vjp_into_jvp copy_from_jvp_slots copy_from_vjp_into_slots copy_from_vjp_into_jvp_slots;
    Assign of names::Assign, [] [] ()
        [] assign_jvp assign_vjp_into assign_vjp_into_jvp assign_jvp_slots assign_vjp_into_slots assign_vjp_into_jvp_slots;
    SetRow of names::SetRow, [] [] (i: usize = i_bar i_dot i_bar_dot)
        [] set_row_jvp set_row_vjp_into set_row_vjp_into_jvp set_row_jvp_slots set_row_vjp_into_slots set_row_vjp_into_jvp_slots;
    SetColumn of names::SetColumn, [] [] (j: usize = j_bar j_dot j_bar_dot)
        [] set_column_jvp set_column_vjp_into set_column_vjp_into_jvp set_column_jvp_slots set_column_vjp_into_slots set_column_vjp_into_jvp_slots;
    SetDiagonal of names::SetDiagonal, [] [] ()
        [] set_diagonal_jvp set_diagonal_vjp_into set_diagonal_vjp_into_jvp set_diagonal_jvp_slots set_diagonal_vjp_into_slots set_diagonal_vjp_into_jvp_slots;
    RowCopyFrom of names::RowCopyFrom, [] [] (i: usize = i_bar i_dot i_bar_dot)
        [row_mut_copy_from] row_mut_copy_from_jvp row_mut_copy_from_vjp_into row_mut_copy_from_vjp_into_jvp row_mut_copy_from_jvp_slots row_mut_copy_from_vjp_into_slots row_mut_copy_from_vjp_into_jvp_slots;
    ColumnCopyFrom of names::ColumnCopyFrom, [] [] (j: usize = j_bar j_dot j_bar_dot)
        [column_mut_copy_from] column_mut_copy_from_jvp column_mut_copy_from_vjp_into column_mut_copy_from_vjp_into_jvp column_mut_copy_from_jvp_slots column_mut_copy_from_vjp_into_slots column_mut_copy_from_vjp_into_jvp_slots;
    RowsCopyFrom of names::RowsCopyFrom, [] [] (i: usize = i_bar i_dot i_bar_dot, n: usize = n_bar n_dot n_bar_dot)
        [rows_mut_copy_from] rows_mut_copy_from_jvp rows_mut_copy_from_vjp_into rows_mut_copy_from_vjp_into_jvp rows_mut_copy_from_jvp_slots rows_mut_copy_from_vjp_into_slots rows_mut_copy_from_vjp_into_jvp_slots;
    ColumnsCopyFrom of names::ColumnsCopyFrom, [] [] (j: usize = j_bar j_dot j_bar_dot, n: usize = n_bar n_dot n_bar_dot)
        [columns_mut_copy_from] columns_mut_copy_from_jvp columns_mut_copy_from_vjp_into columns_mut_copy_from_vjp_into_jvp columns_mut_copy_from_jvp_slots columns_mut_copy_from_vjp_into_slots columns_mut_copy_from_vjp_into_jvp_slots;
    ViewCopyFrom of names::ViewCopyFrom, [] [] (at: (usize, usize) = at_bar at_dot at_bar_dot, shape: (usize, usize) = shape_bar shape_dot shape_bar_dot)
        [view_mut_copy_from] view_mut_copy_from_jvp view_mut_copy_from_vjp_into view_mut_copy_from_vjp_into_jvp view_mut_copy_from_jvp_slots view_mut_copy_from_vjp_into_slots view_mut_copy_from_vjp_into_jvp_slots;
    FixedViewCopyFrom of names::FixedViewCopyFrom<R, C>, [const R: usize, const C: usize,] [R, C,] (i: usize = i_bar i_dot i_bar_dot, j: usize = j_bar j_dot j_bar_dot)
        [fixed_view_mut_copy_from] fixed_view_mut_copy_from_jvp fixed_view_mut_copy_from_vjp_into fixed_view_mut_copy_from_vjp_into_jvp fixed_view_mut_copy_from_jvp_slots fixed_view_mut_copy_from_vjp_into_slots fixed_view_mut_copy_from_vjp_into_jvp_slots;
    FixedRowsCopyFrom of names::FixedRowsCopyFrom<R>, [const R: usize,] [R,] (i: usize = i_bar i_dot i_bar_dot)
        [fixed_rows_mut_copy_from] fixed_rows_mut_copy_from_jvp fixed_rows_mut_copy_from_vjp_into fixed_rows_mut_copy_from_vjp_into_jvp fixed_rows_mut_copy_from_jvp_slots fixed_rows_mut_copy_from_vjp_into_slots fixed_rows_mut_copy_from_vjp_into_jvp_slots;
    FixedColumnsCopyFrom of names::FixedColumnsCopyFrom<C>, [const C: usize,] [C,] (j: usize = j_bar j_dot j_bar_dot)
        [fixed_columns_mut_copy_from] fixed_columns_mut_copy_from_jvp fixed_columns_mut_copy_from_vjp_into fixed_columns_mut_copy_from_vjp_into_jvp fixed_columns_mut_copy_from_jvp_slots fixed_columns_mut_copy_from_vjp_into_slots fixed_columns_mut_copy_from_vjp_into_jvp_slots;
    RowAssign of names::RowAssign, [] [] (i: usize = i_bar i_dot i_bar_dot)
        [row_mut_assign] row_mut_assign_jvp row_mut_assign_vjp_into row_mut_assign_vjp_into_jvp row_mut_assign_jvp_slots row_mut_assign_vjp_into_slots row_mut_assign_vjp_into_jvp_slots;
    ColumnAssign of names::ColumnAssign, [] [] (j: usize = j_bar j_dot j_bar_dot)
        [column_mut_assign] column_mut_assign_jvp column_mut_assign_vjp_into column_mut_assign_vjp_into_jvp column_mut_assign_jvp_slots column_mut_assign_vjp_into_slots column_mut_assign_vjp_into_jvp_slots;
    IndexAxisAssign of names::IndexAxisAssign, [X: Copy,] [X,] (axis: X = axis_bar axis_dot axis_bar_dot, i: usize = i_bar i_dot i_bar_dot)
        [index_axis_mut_assign] index_axis_mut_assign_jvp index_axis_mut_assign_vjp_into index_axis_mut_assign_vjp_into_jvp index_axis_mut_assign_jvp_slots index_axis_mut_assign_vjp_into_slots index_axis_mut_assign_vjp_into_jvp_slots;
    DiagAssign of names::DiagAssign, [] [] ()
        [diag_mut_assign] diag_mut_assign_jvp diag_mut_assign_vjp_into diag_mut_assign_vjp_into_jvp diag_mut_assign_jvp_slots diag_mut_assign_vjp_into_slots diag_mut_assign_vjp_into_jvp_slots;
    ViewAssign of names::ViewAssign, [] [] ()
        [view_mut_assign] view_mut_assign_jvp view_mut_assign_vjp_into view_mut_assign_vjp_into_jvp view_mut_assign_jvp_slots view_mut_assign_vjp_into_slots view_mut_assign_vjp_into_jvp_slots;
    SliceAssign of names::SliceAssign, [I: Copy,] [I,] (part: I = part_bar part_dot part_bar_dot)
        [slice_mut_assign] slice_mut_assign_jvp slice_mut_assign_vjp_into slice_mut_assign_vjp_into_jvp slice_mut_assign_jvp_slots slice_mut_assign_vjp_into_slots slice_mut_assign_vjp_into_jvp_slots;
}

/// Companions of `fill`.
#[allow(missing_docs, reason = "the naming protocol")]
pub trait Fill<T: Copy + AddAssign>: Differentiable {
    fn all(&mut self, x: T);

    /// The sum of all, which is replaced by zeros.
    fn taken(&mut self) -> T;

    #[inline]
    fn fill_jvp(&mut self, x: T, a_dot: &mut Self, x_dot: T) {
        self.all(x);
        a_dot.all(x_dot);
    }

    #[inline]
    fn fill_vjp_into(&mut self, x: T, a_bar: &mut Self, x_bar: &mut T) {
        *x_bar += a_bar.taken();
        self.all(x);
    }

    #[inline]
    #[allow(clippy::too_many_arguments, reason = "the naming protocol")]
    fn fill_vjp_into_jvp(
        &mut self,
        x: T,
        a_bar: &mut Self,
        x_bar: &mut T,
        a_dot: &mut Self,
        x_dot: T,
        a_bar_dot: &mut Self,
        x_bar_dot: &mut T,
    ) {
        self.fill_vjp_into(x, a_bar, x_bar);
        a_dot.fill_vjp_into(x_dot, a_bar_dot, x_bar_dot);
    }
}
