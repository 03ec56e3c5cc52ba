//! Methods that are linear: what a method gives of an array is a part of it, or a sum over it.
//!
//! With `y = P a`, the tangent is `P a_dot`, and the adjoint adds `Pᵀ y_bar` to `a_bar`; the
//! tangent of the adjoint adds `Pᵀ y_bar_dot`. So a rule is two formulas ([`Linear`]), and the
//! companions of a method are written once for its name.

use crate::differentiable::Differentiable;

/// The rule of the method `R` with the argument `N`, which has no derivative: a number, an
/// axis, a slice; `()` is none.
pub trait Linear<R, N>: Differentiable {
    /// What it gives.
    type Output;

    /// `P a`
    fn value(&self, n: N) -> Self::Output;

    /// Adds `Pᵀ y_bar` to this shadow of `a`.
    fn add(&mut self, n: N, y_bar: Self::Output);
}

/// The names of methods.
pub mod names {
    macro_rules! names {
        ($($name:ident $method:literal;)*) => {$(
            #[doc = concat!("`a.", $method, "`")]
            #[derive(Clone, Copy, Debug)]
            pub struct $name;
        )*};
    }

    names! {
        T "t()";
        View "view()";
        Rows "rows()";
        Columns "columns()";
        OuterIter "outer_iter()";
        Diag "diag()";
        MatrixOf "matrix()";
        QuaternionOf "quaternion()";
        VectorOf "vector()";
        RowIter "row_iter()";
        ColumnIter "column_iter()";
        Row "row(i)";
        Column "column(j)";
        Slice "slice(s![..])";
        IndexAxis "index_axis(axis, i)";
        AxisIter "axis_iter(axis)";
        SumAxis "sum_axis(axis)";
        MeanAxis "mean_axis(axis)";
        InsertAxis "insert_axis(axis)";
    }
}

macro_rules! without_argument {
    ($($name:ident $jvp:ident $vjp_into:ident $vjp_into_jvp:ident;)*) => {$(
        #[doc = concat!("Companions of [`names::", stringify!($name), "`].")]
        #[allow(missing_docs, reason = "the naming protocol")]
        pub trait $name: Linear<names::$name, ()> {
            #[inline]
            fn $jvp(&self, a_dot: &Self) -> (Self::Output, Self::Output) {
                (self.value(()), a_dot.value(()))
            }

            #[inline]
            fn $vjp_into(&self, y_bar: Self::Output, a_bar: &mut Self) -> Self::Output {
                a_bar.add((), y_bar);
                self.value(())
            }

            #[inline]
            fn $vjp_into_jvp(
                &self, y_bar: Self::Output, a_bar: &mut Self,
                a_dot: &Self, y_bar_dot: Self::Output, a_bar_dot: &mut Self,
            ) -> (Self::Output, Self::Output) {
                a_bar.add((), y_bar);
                a_bar_dot.add((), y_bar_dot);
                self.$jvp(a_dot)
            }
        }

        impl<A: Linear<names::$name, ()>> $name for A {}
    )*};
}

without_argument! {
    T t_jvp t_vjp_into t_vjp_into_jvp;
    View view_jvp view_vjp_into view_vjp_into_jvp;
    Diag diag_jvp diag_vjp_into diag_vjp_into_jvp;
    Rows rows_jvp rows_vjp_into rows_vjp_into_jvp;
    Columns columns_jvp columns_vjp_into columns_vjp_into_jvp;
    OuterIter outer_iter_jvp outer_iter_vjp_into outer_iter_vjp_into_jvp;
    QuaternionOf quaternion_jvp quaternion_vjp_into quaternion_vjp_into_jvp;
    VectorOf vector_jvp vector_vjp_into vector_vjp_into_jvp;
    MatrixOf matrix_jvp matrix_vjp_into matrix_vjp_into_jvp;
    RowIter row_iter_jvp row_iter_vjp_into row_iter_vjp_into_jvp;
    ColumnIter column_iter_jvp column_iter_vjp_into column_iter_vjp_into_jvp;
}

/// Those of methods with arguments, of which the macro may not see the types: each has a slot,
/// which stays empty.
macro_rules! with_arguments {
    ($($name:ident($($n:ident: $N:ident $bar:ident $dot:ident $bar_dot:ident),*) $jvp:ident $vjp_into:ident $vjp_into_jvp:ident
        $jvp_slots:ident $vjp_into_slots:ident $vjp_into_jvp_slots:ident;)*) => {$(
        #[doc = concat!("Companions of [`names::", stringify!($name), "`].")]
        #[allow(missing_docs, clippy::too_many_arguments, reason = "the naming protocol")]
        pub trait $name<$($N: Copy),*>: Linear<names::$name, ($($N,)*)> {
            #[inline]
            fn $jvp(&self, $($n: $N,)* a_dot: &Self) -> (Self::Output, Self::Output) {
                (self.value(($($n,)*)), a_dot.value(($($n,)*)))
            }

            #[inline]
            fn $vjp_into(&self, $($n: $N,)* y_bar: Self::Output, a_bar: &mut Self) -> Self::Output {
                a_bar.add(($($n,)*), y_bar);
                self.value(($($n,)*))
            }

            #[inline]
            fn $vjp_into_jvp(
                &self, $($n: $N,)* y_bar: Self::Output, a_bar: &mut Self,
                a_dot: &Self, y_bar_dot: Self::Output, a_bar_dot: &mut Self,
            ) -> (Self::Output, Self::Output) {
                a_bar.add(($($n,)*), y_bar);
                a_bar_dot.add(($($n,)*), y_bar_dot);
                self.$jvp($($n,)* a_dot)
            }

            #[inline]
            fn $jvp_slots(
                &self, $($n: $N,)* a_dot: Option<&Self>, $($dot: Option<()>,)* (): (),
            ) -> (Self::Output, Self::Output) {
                $(let _ = $dot;)*
                let zero = self.zero_like();
                self.$jvp($($n,)* a_dot.unwrap_or(&zero))
            }

            #[inline]
            fn $vjp_into_slots(
                &self, $($n: $N,)* y_bar: Self::Output, a_bar: Option<&mut Self>, $($bar: Option<()>,)* (): (),
            ) -> Self::Output {
                $(let _ = $bar;)*
                if let Some(a_bar) = a_bar {
                    a_bar.add(($($n,)*), y_bar);
                }
                self.value(($($n,)*))
            }

            #[inline]
            fn $vjp_into_jvp_slots(
                &self, $($n: $N,)* y_bar: Self::Output, a_bar: Option<&mut Self>, $($bar: Option<()>,)*
                a_dot: Option<&Self>, $($dot: Option<()>,)* y_bar_dot: Self::Output,
                a_bar_dot: Option<&mut Self>, $($bar_dot: Option<()>,)* (): (),
            ) -> (Self::Output, Self::Output) {
                $(let _ = $bar_dot;)*
                self.$vjp_into_slots($($n,)* y_bar, a_bar, $($bar,)* ());
                self.$vjp_into_slots($($n,)* y_bar_dot, a_bar_dot, $($bar,)* ());
                self.$jvp_slots($($n,)* a_dot, $($dot,)* ())
            }
        }

        impl<A: Linear<names::$name, ($($N,)*)>, $($N: Copy),*> $name<$($N),*> for A {}
    )*};
}

with_arguments! {
    Row(i: I i_bar i_dot i_bar_dot) row_jvp row_vjp_into row_vjp_into_jvp
        row_jvp_slots row_vjp_into_slots row_vjp_into_jvp_slots;
    Column(j: I j_bar j_dot j_bar_dot) column_jvp column_vjp_into column_vjp_into_jvp
        column_jvp_slots column_vjp_into_slots column_vjp_into_jvp_slots;
    Slice(part: I part_bar part_dot part_bar_dot) slice_jvp slice_vjp_into slice_vjp_into_jvp
        slice_jvp_slots slice_vjp_into_slots slice_vjp_into_jvp_slots;
    IndexAxis(axis: X axis_bar axis_dot axis_bar_dot, i: I i_bar i_dot i_bar_dot)
        index_axis_jvp index_axis_vjp_into index_axis_vjp_into_jvp
        index_axis_jvp_slots index_axis_vjp_into_slots index_axis_vjp_into_jvp_slots;
    AxisIter(axis: X axis_bar axis_dot axis_bar_dot) axis_iter_jvp axis_iter_vjp_into axis_iter_vjp_into_jvp
        axis_iter_jvp_slots axis_iter_vjp_into_slots axis_iter_vjp_into_jvp_slots;
    SumAxis(axis: X axis_bar axis_dot axis_bar_dot) sum_axis_jvp sum_axis_vjp_into sum_axis_vjp_into_jvp
        sum_axis_jvp_slots sum_axis_vjp_into_slots sum_axis_vjp_into_jvp_slots;
    InsertAxis(axis: X axis_bar axis_dot axis_bar_dot) insert_axis_jvp insert_axis_vjp_into insert_axis_vjp_into_jvp
        insert_axis_jvp_slots insert_axis_vjp_into_slots insert_axis_vjp_into_jvp_slots;
}
