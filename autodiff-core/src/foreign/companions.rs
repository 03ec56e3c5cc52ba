//! The companions of methods, by the naming protocol, from their rules.

use super::rule::{self, Binary, Unary};
use crate::differentiable::Differentiable;

/// Those of methods without arguments. A rule may have several names.
macro_rules! unary {
    ($($name:ident $(of $rule:ident)?: $($methods:ident)*;)*) => {$(
        unary!(@of $name [$($rule)? $name]: $($methods)*);
    )*};
    (@of $name:ident [$rule:ident $($rest:ident)?]: $jvp:ident $vjp:ident $vjp_into:ident $vjp_jvp:ident $vjp_into_jvp:ident) => {
        #[doc = concat!("Companions of [`rule::", stringify!($rule), "`].")]
        #[allow(missing_docs, clippy::missing_errors_doc, clippy::type_complexity, clippy::wrong_self_convention, reason = "the naming protocol")]
        pub trait $name: Differentiable
        where
            rule::$rule: Unary<Self>,
        {
            #[inline]
            fn $jvp(&self, a_dot: &Self) -> (<rule::$rule as Unary<Self>>::Output, <rule::$rule as Unary<Self>>::Output) {
                rule::$rule::jvp(self, a_dot)
            }

            #[inline]
            fn $vjp(&self, y_bar: <rule::$rule as Unary<Self>>::Output) -> (<rule::$rule as Unary<Self>>::Output, Self) {
                rule::$rule::vjp(self, y_bar)
            }

            #[inline]
            fn $vjp_into(&self, y_bar: <rule::$rule as Unary<Self>>::Output, a_bar: &mut Self) -> <rule::$rule as Unary<Self>>::Output {
                let (y, more) = rule::$rule::vjp(self, y_bar);
                a_bar.accumulate(&more);
                y
            }

            #[inline]
            fn $vjp_jvp(
                &self,
                y_bar: <rule::$rule as Unary<Self>>::Output,
                a_dot: &Self,
                y_bar_dot: <rule::$rule as Unary<Self>>::Output,
            ) -> ((<rule::$rule as Unary<Self>>::Output, Self), (<rule::$rule as Unary<Self>>::Output, Self)) {
                rule::$rule::vjp_jvp(self, y_bar, a_dot, y_bar_dot)
            }

            #[inline]
            fn $vjp_into_jvp(
                &self,
                y_bar: <rule::$rule as Unary<Self>>::Output,
                a_bar: &mut Self,
                a_dot: &Self,
                y_bar_dot: <rule::$rule as Unary<Self>>::Output,
                a_bar_dot: &mut Self,
            ) -> (<rule::$rule as Unary<Self>>::Output, <rule::$rule as Unary<Self>>::Output) {
                let ((y, more), (y_dot, more_dot)) = rule::$rule::vjp_jvp(self, y_bar, a_dot, y_bar_dot);
                a_bar.accumulate(&more);
                a_bar_dot.accumulate(&more_dot);
                (y, y_dot)
            }
        }

        impl<A: Differentiable> $name for A where rule::$rule: Unary<A> {}
    };
}

unary! {
    Norm: norm_jvp norm_vjp norm_vjp_into norm_vjp_jvp norm_vjp_into_jvp;
    NormSquared: norm_squared_jvp norm_squared_vjp norm_squared_vjp_into norm_squared_vjp_jvp norm_squared_vjp_into_jvp;
    Magnitude of Norm: magnitude_jvp magnitude_vjp magnitude_vjp_into magnitude_vjp_jvp magnitude_vjp_into_jvp;
    MagnitudeSquared of NormSquared: magnitude_squared_jvp magnitude_squared_vjp magnitude_squared_vjp_into magnitude_squared_vjp_jvp magnitude_squared_vjp_into_jvp;
    Normalize: normalize_jvp normalize_vjp normalize_vjp_into normalize_vjp_jvp normalize_vjp_into_jvp;
    Sum: sum_jvp sum_vjp sum_vjp_into sum_vjp_jvp sum_vjp_into_jvp;
    Transpose: transpose_jvp transpose_vjp transpose_vjp_into transpose_vjp_jvp transpose_vjp_into_jvp;
    Trace: trace_jvp trace_vjp trace_vjp_into trace_vjp_jvp trace_vjp_into_jvp;
    Determinant: determinant_jvp determinant_vjp determinant_vjp_into determinant_vjp_jvp determinant_vjp_into_jvp;
    Inverse: inverse_jvp inverse_vjp inverse_vjp_into inverse_vjp_jvp inverse_vjp_into_jvp;
    Mean: mean_jvp mean_vjp mean_vjp_into mean_vjp_jvp mean_vjp_into_jvp;
    Variance: variance_jvp variance_vjp variance_vjp_into variance_vjp_jvp variance_vjp_into_jvp;
    Max: max_jvp max_vjp max_vjp_into max_vjp_jvp max_vjp_into_jvp;
    Min: min_jvp min_vjp min_vjp_into min_vjp_jvp min_vjp_into_jvp;
    Diagonal: diagonal_jvp diagonal_vjp diagonal_vjp_into diagonal_vjp_jvp diagonal_vjp_into_jvp;
    CrossMatrix: cross_matrix_jvp cross_matrix_vjp cross_matrix_vjp_into cross_matrix_vjp_jvp cross_matrix_vjp_into_jvp;
    Xy: xy_jvp xy_vjp xy_vjp_into xy_vjp_jvp xy_vjp_into_jvp;
    Xyz: xyz_jvp xyz_vjp xyz_vjp_into xyz_vjp_jvp xyz_vjp_into_jvp;
    Imag: imag_jvp imag_vjp imag_vjp_into imag_vjp_jvp imag_vjp_into_jvp;
    ToRotationMatrix: to_rotation_matrix_jvp to_rotation_matrix_vjp to_rotation_matrix_vjp_into to_rotation_matrix_vjp_jvp to_rotation_matrix_vjp_into_jvp;
    IntoInner: into_inner_jvp into_inner_vjp into_inner_vjp_into into_inner_vjp_jvp into_inner_vjp_into_jvp;
    Lu: lu_jvp lu_vjp lu_vjp_into lu_vjp_jvp lu_vjp_into_jvp;
    Factor: l_jvp l_vjp l_vjp_into l_vjp_jvp l_vjp_into_jvp;
    LnDeterminant: ln_determinant_jvp ln_determinant_vjp ln_determinant_vjp_into ln_determinant_vjp_jvp ln_determinant_vjp_into_jvp;
    AbsOf: abs_jvp abs_vjp abs_vjp_into abs_vjp_jvp abs_vjp_into_jvp;
    Amax: amax_jvp amax_vjp amax_vjp_into amax_vjp_jvp amax_vjp_into_jvp;
    Amin: amin_jvp amin_vjp amin_vjp_into amin_vjp_jvp amin_vjp_into_jvp;
    Adjoint: adjoint_jvp adjoint_vjp adjoint_vjp_into adjoint_vjp_jvp adjoint_vjp_into_jvp;
    IntoOwned: into_owned_jvp into_owned_vjp into_owned_vjp_into into_owned_vjp_jvp into_owned_vjp_into_jvp;
    CloneOwned: clone_owned_jvp clone_owned_vjp clone_owned_vjp_into clone_owned_vjp_jvp clone_owned_vjp_into_jvp;
    RowSum: row_sum_jvp row_sum_vjp row_sum_vjp_into row_sum_vjp_jvp row_sum_vjp_into_jvp;
    ColumnSum: column_sum_jvp column_sum_vjp column_sum_vjp_into column_sum_vjp_jvp column_sum_vjp_into_jvp;
    RowMean: row_mean_jvp row_mean_vjp row_mean_vjp_into row_mean_vjp_jvp row_mean_vjp_into_jvp;
    ColumnMean: column_mean_jvp column_mean_vjp column_mean_vjp_into column_mean_vjp_jvp column_mean_vjp_into_jvp;
    UpperTriangle: upper_triangle_jvp upper_triangle_vjp upper_triangle_vjp_into upper_triangle_vjp_jvp upper_triangle_vjp_into_jvp;
    LowerTriangle: lower_triangle_jvp lower_triangle_vjp lower_triangle_vjp_into lower_triangle_vjp_jvp lower_triangle_vjp_into_jvp;
    Unpack: unpack_jvp unpack_vjp unpack_vjp_into unpack_vjp_jvp unpack_vjp_into_jvp;
    Q: q_jvp q_vjp q_vjp_into q_vjp_jvp q_vjp_into_jvp;
    Qr: qr_jvp qr_vjp qr_vjp_into qr_vjp_jvp qr_vjp_into_jvp;
    R: r_jvp r_vjp r_vjp_into r_vjp_jvp r_vjp_into_jvp;
}

/// Those of methods with an argument, which is lent (`&B`) or given (`B`).
macro_rules! binary {
    ($($rule:ident($($given:tt)?): $jvp:ident $vjp:ident $vjp_into:ident $vjp_jvp:ident $vjp_into_jvp:ident
        $jvp_slots:ident $vjp_into_slots:ident $vjp_into_jvp_slots:ident;)*) => {$(
        binary!(@trait $rule $($given)?: $jvp $vjp $vjp_into $vjp_jvp $vjp_into_jvp
            $jvp_slots $vjp_into_slots $vjp_into_jvp_slots);
    )*};
    (@trait $rule:ident &: $($names:ident)*) => { binary!(@of $rule {&B} {&} {}: $($names)*); };
    (@trait $rule:ident: $($names:ident)*) => { binary!(@of $rule {B} {} {&}: $($names)*); };
    (@of $rule:ident {$given:ty} {$($lend:tt)?} {$($borrow:tt)?}: $jvp:ident $vjp:ident $vjp_into:ident $vjp_jvp:ident $vjp_into_jvp:ident
        $jvp_slots:ident $vjp_into_slots:ident $vjp_into_jvp_slots:ident) => {
        #[doc = concat!("Companions of [`rule::", stringify!($rule), "`].")]
        #[allow(missing_docs, clippy::type_complexity, clippy::too_many_arguments, reason = "the naming protocol")]
        #[allow(clippy::needless_pass_by_value, reason = "the naming protocol")]
        pub trait $rule<B: Differentiable>: Differentiable
        where
            rule::$rule: Binary<Self, B>,
        {
            #[inline]
            fn $jvp(&self, b: $given, a_dot: &Self, b_dot: $given) -> (<rule::$rule as Binary<Self, B>>::Output, <rule::$rule as Binary<Self, B>>::Output) {
                rule::$rule::jvp(self, $($borrow)? b, a_dot, $($borrow)? b_dot)
            }

            #[inline]
            fn $vjp(&self, b: $given, y_bar: <rule::$rule as Binary<Self, B>>::Output) -> (<rule::$rule as Binary<Self, B>>::Output, (Self, B)) {
                rule::$rule::vjp(self, $($borrow)? b, y_bar)
            }

            #[inline]
            fn $vjp_into(
                &self,
                b: $given,
                y_bar: <rule::$rule as Binary<Self, B>>::Output,
                a_bar: &mut Self,
                b_bar: &mut B,
            ) -> <rule::$rule as Binary<Self, B>>::Output {
                self.$vjp_into_slots(b, y_bar, Some(a_bar), Some(b_bar), ())
            }

            #[inline]
            fn $vjp_jvp(
                &self,
                b: $given,
                y_bar: <rule::$rule as Binary<Self, B>>::Output,
                a_dot: &Self,
                b_dot: $given,
                y_bar_dot: <rule::$rule as Binary<Self, B>>::Output,
            ) -> ((<rule::$rule as Binary<Self, B>>::Output, (Self, B)), (<rule::$rule as Binary<Self, B>>::Output, (Self, B))) {
                rule::$rule::vjp_jvp(self, $($borrow)? b, y_bar, a_dot, $($borrow)? b_dot, y_bar_dot)
            }

            #[inline]
            fn $vjp_into_jvp(
                &self,
                b: $given,
                y_bar: <rule::$rule as Binary<Self, B>>::Output,
                a_bar: &mut Self,
                b_bar: &mut B,
                a_dot: &Self,
                b_dot: $given,
                y_bar_dot: <rule::$rule as Binary<Self, B>>::Output,
                a_bar_dot: &mut Self,
                b_bar_dot: &mut B,
            ) -> (<rule::$rule as Binary<Self, B>>::Output, <rule::$rule as Binary<Self, B>>::Output) {
                self.$vjp_into_jvp_slots(
                    b, y_bar, Some(a_bar), Some(b_bar), Some(a_dot), Some(b_dot), y_bar_dot, Some(a_bar_dot), Some(b_bar_dot), (),
                )
            }

            #[inline]
            fn $jvp_slots(
                &self,
                b: $given,
                a_dot: Option<&Self>,
                b_dot: Option<$given>,
                (): (),
            ) -> (<rule::$rule as Binary<Self, B>>::Output, <rule::$rule as Binary<Self, B>>::Output) {
                let (a_zero, b_zero) = (self.zero_like(), b.zero_like());
                let (a_dot, b_dot) = (a_dot.unwrap_or(&a_zero), b_dot.unwrap_or($($lend)? b_zero));
                rule::$rule::jvp(self, $($borrow)? b, a_dot, $($borrow)? b_dot)
            }

            #[inline]
            fn $vjp_into_slots(
                &self,
                b: $given,
                y_bar: <rule::$rule as Binary<Self, B>>::Output,
                a_bar: Option<&mut Self>,
                b_bar: Option<&mut B>,
                (): (),
            ) -> <rule::$rule as Binary<Self, B>>::Output {
                let (y, (a_more, b_more)) = rule::$rule::vjp(self, $($borrow)? b, y_bar);
                add(a_bar, &a_more);
                add(b_bar, &b_more);
                y
            }

            #[inline]
            fn $vjp_into_jvp_slots(
                &self,
                b: $given,
                y_bar: <rule::$rule as Binary<Self, B>>::Output,
                a_bar: Option<&mut Self>,
                b_bar: Option<&mut B>,
                a_dot: Option<&Self>,
                b_dot: Option<$given>,
                y_bar_dot: <rule::$rule as Binary<Self, B>>::Output,
                a_bar_dot: Option<&mut Self>,
                b_bar_dot: Option<&mut B>,
                (): (),
            ) -> (<rule::$rule as Binary<Self, B>>::Output, <rule::$rule as Binary<Self, B>>::Output) {
                let (a_zero, b_zero) = (self.zero_like(), b.zero_like());
                let (a_dot, b_dot) = (a_dot.unwrap_or(&a_zero), b_dot.unwrap_or($($lend)? b_zero));
                let ((y, (a_more, b_more)), (y_dot, (a_more_dot, b_more_dot))) =
                    rule::$rule::vjp_jvp(self, $($borrow)? b, y_bar, a_dot, $($borrow)? b_dot, y_bar_dot);
                add(a_bar, &a_more);
                add(b_bar, &b_more);
                add(a_bar_dot, &a_more_dot);
                add(b_bar_dot, &b_more_dot);
                (y, y_dot)
            }
        }

        impl<A: Differentiable, B: Differentiable> $rule<B> for A where rule::$rule: Binary<A, B> {}
    };
}

/// Adds to a shadow, where there is one.
#[inline]
pub(super) fn add<T: Differentiable>(shadow: Option<&mut T>, more: &T) {
    if let Some(shadow) = shadow {
        shadow.accumulate(more);
    }
}

binary! {
    Dot(&): dot_jvp dot_vjp dot_vjp_into dot_vjp_jvp dot_vjp_into_jvp
        dot_jvp_slots dot_vjp_into_slots dot_vjp_into_jvp_slots;
    Cross(&): cross_jvp cross_vjp cross_vjp_into cross_vjp_jvp cross_vjp_into_jvp
        cross_jvp_slots cross_vjp_into_slots cross_vjp_into_jvp_slots;
    ComponentMul(&): component_mul_jvp component_mul_vjp component_mul_vjp_into component_mul_vjp_jvp
        component_mul_vjp_into_jvp component_mul_jvp_slots component_mul_vjp_into_slots component_mul_vjp_into_jvp_slots;
    ComponentDiv(&): component_div_jvp component_div_vjp component_div_vjp_into component_div_vjp_jvp
        component_div_vjp_into_jvp component_div_jvp_slots component_div_vjp_into_slots component_div_vjp_into_jvp_slots;
    TransformVector(&): transform_vector_jvp transform_vector_vjp transform_vector_vjp_into transform_vector_vjp_jvp
        transform_vector_vjp_into_jvp transform_vector_jvp_slots transform_vector_vjp_into_slots
        transform_vector_vjp_into_jvp_slots;
    Scale(): scale_jvp scale_vjp scale_vjp_into scale_vjp_jvp scale_vjp_into_jvp
        scale_jvp_slots scale_vjp_into_slots scale_vjp_into_jvp_slots;
    TrMul(&): tr_mul_jvp tr_mul_vjp tr_mul_vjp_into tr_mul_vjp_jvp tr_mul_vjp_into_jvp
        tr_mul_jvp_slots tr_mul_vjp_into_slots tr_mul_vjp_into_jvp_slots;
    MetricDistance(&): metric_distance_jvp metric_distance_vjp metric_distance_vjp_into metric_distance_vjp_jvp metric_distance_vjp_into_jvp
        metric_distance_jvp_slots metric_distance_vjp_into_slots metric_distance_vjp_into_jvp_slots;
    Solve(&): solve_jvp solve_vjp solve_vjp_into solve_vjp_jvp solve_vjp_into_jvp
        solve_jvp_slots solve_vjp_into_slots solve_vjp_into_jvp_slots;
    TransformPoint(&): transform_point_jvp transform_point_vjp transform_point_vjp_into transform_point_vjp_jvp transform_point_vjp_into_jvp
        transform_point_jvp_slots transform_point_vjp_into_slots transform_point_vjp_into_jvp_slots;
    AddScalar(): add_scalar_jvp add_scalar_vjp add_scalar_vjp_into add_scalar_vjp_jvp add_scalar_vjp_into_jvp
        add_scalar_jvp_slots add_scalar_vjp_into_slots add_scalar_vjp_into_jvp_slots;
    Push(): push_jvp push_vjp push_vjp_into push_vjp_jvp push_vjp_into_jvp
        push_jvp_slots push_vjp_into_slots push_vjp_into_jvp_slots;
    Unscale(): unscale_jvp unscale_vjp unscale_vjp_into unscale_vjp_jvp unscale_vjp_into_jvp unscale_jvp_slots unscale_vjp_into_slots unscale_vjp_into_jvp_slots;
    Kronecker(&): kronecker_jvp kronecker_vjp kronecker_vjp_into kronecker_vjp_jvp kronecker_vjp_into_jvp kronecker_jvp_slots kronecker_vjp_into_slots kronecker_vjp_into_jvp_slots;
}
