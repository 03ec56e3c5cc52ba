//! The companions of methods that give an `Option`, from their rules: each gives an `Option` of what
//! it gives.

use super::companions::add;
use super::linear::{Linear, names};
use super::rule::{self, Binary, Unary};
use crate::differentiable::Differentiable;

/// Those of methods without arguments.
macro_rules! unary {
    ($($rule:ident: $jvp:ident $vjp:ident $vjp_into:ident $vjp_jvp:ident $vjp_into_jvp:ident;)*) => {$(
        #[doc = concat!("Companions of [`rule::", stringify!($rule), "`].")]
        #[allow(missing_docs, clippy::type_complexity, reason = "the naming protocol")]
        pub trait $rule<V>: Differentiable
        where
            rule::$rule: Unary<Self, Output = Option<V>>,
        {
            #[inline]
            fn $jvp(&self, a_dot: &Self) -> Option<(V, V)> {
                let (y, y_dot) = rule::$rule::jvp(self, a_dot);
                y.zip(y_dot)
            }

            #[inline]
            fn $vjp(&self, y_bar: V) -> Option<(V, Self)> {
                let (y, a_bar) = rule::$rule::vjp(self, Some(y_bar));
                Some((y?, a_bar))
            }

            #[inline]
            fn $vjp_into(&self, y_bar: V, a_bar: &mut Self) -> Option<V> {
                let (y, more) = self.$vjp(y_bar)?;
                a_bar.accumulate(&more);
                Some(y)
            }

            #[inline]
            fn $vjp_jvp(&self, y_bar: V, a_dot: &Self, y_bar_dot: V) -> Option<((V, Self), (V, Self))> {
                let ((y, a_bar), (y_dot, a_bar_dot)) =
                    rule::$rule::vjp_jvp(self, Some(y_bar), a_dot, Some(y_bar_dot));
                Some(((y?, a_bar), (y_dot?, a_bar_dot)))
            }

            #[inline]
            fn $vjp_into_jvp(
                &self,
                y_bar: V,
                a_bar: &mut Self,
                a_dot: &Self,
                y_bar_dot: V,
                a_bar_dot: &mut Self,
            ) -> Option<(V, V)> {
                let ((y, more), (y_dot, more_dot)) = self.$vjp_jvp(y_bar, a_dot, y_bar_dot)?;
                a_bar.accumulate(&more);
                a_bar_dot.accumulate(&more_dot);
                Some((y, y_dot))
            }
        }

        impl<A: Differentiable, V> $rule<V> for A where rule::$rule: Unary<A, Output = Option<V>> {}
    )*};
}

unary! {
    TryInverse: try_inverse_jvp try_inverse_vjp try_inverse_vjp_into try_inverse_vjp_jvp try_inverse_vjp_into_jvp;
    CholeskyOf: cholesky_jvp cholesky_vjp cholesky_vjp_into cholesky_vjp_jvp cholesky_vjp_into_jvp;
}

/// Those of methods with an argument.
macro_rules! binary {
    ($($rule:ident: $jvp:ident $vjp:ident $vjp_into:ident $vjp_jvp:ident $vjp_into_jvp:ident
        $jvp_slots:ident $vjp_into_slots:ident $vjp_into_jvp_slots:ident;)*) => {$(
        #[doc = concat!("Companions of [`rule::", stringify!($rule), "`].")]
        #[allow(missing_docs, clippy::type_complexity, clippy::too_many_arguments, reason = "the naming protocol")]
        pub trait $rule<B: Differentiable, V>: Differentiable
        where
            rule::$rule: Binary<Self, B, Output = Option<V>>,
        {
            #[inline]
            fn $jvp(&self, b: &B, a_dot: &Self, b_dot: &B) -> Option<(V, V)> {
                let (y, y_dot) = rule::$rule::jvp(self, b, a_dot, b_dot);
                y.zip(y_dot)
            }

            #[inline]
            fn $vjp(&self, b: &B, y_bar: V) -> Option<(V, (Self, B))> {
                let (y, bars) = rule::$rule::vjp(self, b, Some(y_bar));
                Some((y?, bars))
            }

            #[inline]
            fn $vjp_into(&self, b: &B, y_bar: V, a_bar: &mut Self, b_bar: &mut B) -> Option<V> {
                self.$vjp_into_slots(b, y_bar, Some(a_bar), Some(b_bar), ())
            }

            #[inline]
            fn $vjp_jvp(
                &self,
                b: &B,
                y_bar: V,
                a_dot: &Self,
                b_dot: &B,
                y_bar_dot: V,
            ) -> Option<((V, (Self, B)), (V, (Self, B)))> {
                let ((y, bars), (y_dot, bars_dot)) =
                    rule::$rule::vjp_jvp(self, b, Some(y_bar), a_dot, b_dot, Some(y_bar_dot));
                Some(((y?, bars), (y_dot?, bars_dot)))
            }

            #[inline]
            fn $vjp_into_jvp(
                &self,
                b: &B,
                y_bar: V,
                a_bar: &mut Self,
                b_bar: &mut B,
                a_dot: &Self,
                b_dot: &B,
                y_bar_dot: V,
                a_bar_dot: &mut Self,
                b_bar_dot: &mut B,
            ) -> Option<(V, V)> {
                self.$vjp_into_jvp_slots(
                    b, y_bar, Some(a_bar), Some(b_bar), Some(a_dot), Some(b_dot), y_bar_dot, Some(a_bar_dot), Some(b_bar_dot), (),
                )
            }

            #[inline]
            fn $jvp_slots(&self, b: &B, a_dot: Option<&Self>, b_dot: Option<&B>, (): ()) -> Option<(V, V)> {
                let (a_zero, b_zero) = (self.zero_like(), b.zero_like());
                self.$jvp(b, a_dot.unwrap_or(&a_zero), b_dot.unwrap_or(&b_zero))
            }

            #[inline]
            fn $vjp_into_slots(
                &self,
                b: &B,
                y_bar: V,
                a_bar: Option<&mut Self>,
                b_bar: Option<&mut B>,
                (): (),
            ) -> Option<V> {
                let (y, (a_more, b_more)) = self.$vjp(b, y_bar)?;
                add(a_bar, &a_more);
                add(b_bar, &b_more);
                Some(y)
            }

            #[inline]
            fn $vjp_into_jvp_slots(
                &self,
                b: &B,
                y_bar: V,
                a_bar: Option<&mut Self>,
                b_bar: Option<&mut B>,
                a_dot: Option<&Self>,
                b_dot: Option<&B>,
                y_bar_dot: V,
                a_bar_dot: Option<&mut Self>,
                b_bar_dot: Option<&mut B>,
                (): (),
            ) -> Option<(V, V)> {
                let (a_zero, b_zero) = (self.zero_like(), b.zero_like());
                let (a_dot, b_dot) = (a_dot.unwrap_or(&a_zero), b_dot.unwrap_or(&b_zero));
                let ((y, (a_more, b_more)), (y_dot, (a_more_dot, b_more_dot))) =
                    self.$vjp_jvp(b, y_bar, a_dot, b_dot, y_bar_dot)?;
                add(a_bar, &a_more);
                add(b_bar, &b_more);
                add(a_bar_dot, &a_more_dot);
                add(b_bar_dot, &b_more_dot);
                Some((y, y_dot))
            }
        }

        impl<A: Differentiable, B: Differentiable, V> $rule<B, V> for A
        where
            rule::$rule: Binary<A, B, Output = Option<V>>
        {
        }
    )*};
}

binary! {
    TrySolve: solve_jvp solve_vjp solve_vjp_into solve_vjp_jvp solve_vjp_into_jvp
        solve_jvp_slots solve_vjp_into_slots solve_vjp_into_jvp_slots;
    SolveLowerTriangular: solve_lower_triangular_jvp solve_lower_triangular_vjp solve_lower_triangular_vjp_into
        solve_lower_triangular_vjp_jvp solve_lower_triangular_vjp_into_jvp solve_lower_triangular_jvp_slots
        solve_lower_triangular_vjp_into_slots solve_lower_triangular_vjp_into_jvp_slots;
}

/// Companions of [`names::MeanAxis`].
#[allow(missing_docs, clippy::too_many_arguments, reason = "the naming protocol")]
pub trait MeanAxis<X: Copy, V>: Linear<names::MeanAxis, (X,), Output = Option<V>> {
    #[inline]
    fn mean_axis_jvp(&self, axis: X, a_dot: &Self) -> Option<(V, V)> {
        self.value((axis,)).zip(a_dot.value((axis,)))
    }

    #[inline]
    fn mean_axis_vjp_into(&self, axis: X, y_bar: V, a_bar: &mut Self) -> Option<V> {
        let y = self.value((axis,))?;
        a_bar.add((axis,), Some(y_bar));
        Some(y)
    }

    #[inline]
    fn mean_axis_vjp_into_jvp(
        &self,
        axis: X,
        y_bar: V,
        a_bar: &mut Self,
        a_dot: &Self,
        y_bar_dot: V,
        a_bar_dot: &mut Self,
    ) -> Option<(V, V)> {
        let both = self.mean_axis_jvp(axis, a_dot)?;
        a_bar.add((axis,), Some(y_bar));
        a_bar_dot.add((axis,), Some(y_bar_dot));
        Some(both)
    }

    #[inline]
    fn mean_axis_jvp_slots(&self, axis: X, a_dot: Option<&Self>, _: Option<()>, (): ()) -> Option<(V, V)> {
        let zero = self.zero_like();
        self.mean_axis_jvp(axis, a_dot.unwrap_or(&zero))
    }

    #[inline]
    fn mean_axis_vjp_into_slots(
        &self,
        axis: X,
        y_bar: V,
        a_bar: Option<&mut Self>,
        _: Option<()>,
        (): (),
    ) -> Option<V> {
        match a_bar {
            Some(a_bar) => self.mean_axis_vjp_into(axis, y_bar, a_bar),
            None => self.value((axis,)),
        }
    }

    #[inline]
    fn mean_axis_vjp_into_jvp_slots(
        &self,
        axis: X,
        y_bar: V,
        a_bar: Option<&mut Self>,
        _: Option<()>,
        a_dot: Option<&Self>,
        _: Option<()>,
        y_bar_dot: V,
        a_bar_dot: Option<&mut Self>,
        _: Option<()>,
        (): (),
    ) -> Option<(V, V)> {
        let both = self.mean_axis_jvp_slots(axis, a_dot, None, ())?;
        for (shadow, seed) in [(a_bar, y_bar), (a_bar_dot, y_bar_dot)] {
            if let Some(shadow) = shadow {
                shadow.add((axis,), Some(seed));
            }
        }
        Some(both)
    }
}

impl<A: Linear<names::MeanAxis, (X,), Output = Option<V>>, X: Copy, V> MeanAxis<X, V> for A {}
