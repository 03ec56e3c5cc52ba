//! Methods that change their receiver: each is what a method without the change gives, in the
//! place of its receiver.

use super::operators::inner;
use crate::differentiable::Differentiable;
use crate::foreign::dual::{Field, Lift, Number};
use crate::foreign::rule::{AddScalar, Binary, ComponentDiv, ComponentMul, Normalize, Scale, Unary, Unscale};
use nalgebra::{DefaultAllocator, Dim, OMatrix, OVector, allocator::Allocator};

/// Companions of a method whose rule is that of another one.
macro_rules! in_place {
    ($($trait:ident is $rule:ident($b:ident: $B:ident $($lend:tt)?) $jvp:ident $vjp_into:ident $vjp_into_jvp:ident;)*) => {$(
        #[doc = concat!("The method that is [`", stringify!($rule), "`] in place.")]
        #[allow(missing_docs, clippy::needless_pass_by_value, clippy::too_many_arguments, reason = "the naming protocol")]
        pub trait $trait<$B: Differentiable>: Differentiable
        where
            $rule: Binary<Self, $B, Output = Self>,
        {
            #[inline]
            fn $jvp(&mut self, $b: $($lend)? $B, a_dot: &mut Self, b_dot: $($lend)? $B) {
                let (y, y_dot) = $rule::jvp(self, in_place!(@ref $b $($lend)?), a_dot, in_place!(@ref b_dot $($lend)?));
                *self = y;
                *a_dot = y_dot;
            }

            #[inline]
            fn $vjp_into(&mut self, $b: $($lend)? $B, a_bar: &mut Self, b_bar: &mut $B) {
                let (y, (a_more, b_more)) = $rule::vjp(self, in_place!(@ref $b $($lend)?), a_bar.clone());
                *self = y;
                *a_bar = a_more;
                b_bar.accumulate(&b_more);
            }

            #[inline]
            fn $vjp_into_jvp(
                &mut self, $b: $($lend)? $B, a_bar: &mut Self, b_bar: &mut $B,
                a_dot: &mut Self, b_dot: $($lend)? $B, a_bar_dot: &mut Self, b_bar_dot: &mut $B,
            ) {
                let ((y, (a_more, b_more)), (y_dot, (a_more_dot, b_more_dot))) = $rule::vjp_jvp(
                    self, in_place!(@ref $b $($lend)?), a_bar.clone(), a_dot, in_place!(@ref b_dot $($lend)?), a_bar_dot.clone(),
                );
                (*self, *a_dot, *a_bar, *a_bar_dot) = (y, y_dot, a_more, a_more_dot);
                b_bar.accumulate(&b_more);
                b_bar_dot.accumulate(&b_more_dot);
            }
        }

        impl<A: Differentiable, $B: Differentiable> $trait<$B> for A where $rule: Binary<A, $B, Output = A> {}
    )*};
    (@ref $b:ident &) => { $b };
    (@ref $b:ident) => { &$b };
}

in_place! {
    ScaleMut is Scale(s: B) scale_mut_jvp scale_mut_vjp_into scale_mut_vjp_into_jvp;
    UnscaleMut is Unscale(s: B) unscale_mut_jvp unscale_mut_vjp_into unscale_mut_vjp_into_jvp;
    AddScalarMut is AddScalar(s: B) add_scalar_mut_jvp add_scalar_mut_vjp_into add_scalar_mut_vjp_into_jvp;
    ComponentMulAssign is ComponentMul(b: B &)
        component_mul_assign_jvp component_mul_assign_vjp_into component_mul_assign_vjp_into_jvp;
    ComponentDivAssign is ComponentDiv(b: B &)
        component_div_assign_jvp component_div_assign_vjp_into component_div_assign_vjp_into_jvp;
}

/// Companions of `normalize_mut`, of which the norm that it gives is dropped.
#[allow(missing_docs, reason = "the naming protocol")]
pub trait NormalizeMut: Differentiable
where
    Normalize: Unary<Self, Output = Self>,
{
    #[inline]
    fn normalize_mut_jvp(&mut self, a_dot: &mut Self) {
        (*self, *a_dot) = Normalize::jvp(self, a_dot);
    }

    #[inline]
    fn normalize_mut_vjp_into(&mut self, a_bar: &mut Self) {
        (*self, *a_bar) = Normalize::vjp(self, a_bar.clone());
    }

    #[inline]
    fn normalize_mut_vjp_into_jvp(&mut self, a_bar: &mut Self, a_dot: &mut Self, a_bar_dot: &mut Self) {
        let ((y, a_more), (y_dot, a_more_dot)) = Normalize::vjp_jvp(self, a_bar.clone(), a_dot, a_bar_dot.clone());
        (*self, *a_bar, *a_dot, *a_bar_dot) = (y, a_more, y_dot, a_more_dot);
    }
}

impl<A: Differentiable> NormalizeMut for A where Normalize: Unary<A, Output = A> {}

/// Companions of `axpy`: `y = a x + b y`.
#[allow(missing_docs, clippy::too_many_arguments, reason = "the naming protocol")]
pub trait Axpy<T: Field>: Differentiable {
    fn axpy_jvp(&mut self, a: T, x: &Self, b: T, y_dot: &mut Self, a_dot: T, x_dot: &Self, b_dot: T);

    fn axpy_vjp_into(&mut self, a: T, x: &Self, b: T, y_bar: &mut Self, a_bar: &mut T, x_bar: &mut Self, b_bar: &mut T);

    fn axpy_vjp_into_jvp(
        &mut self,
        a: T,
        x: &Self,
        b: T,
        y_bar: &mut Self,
        a_bar: &mut T,
        x_bar: &mut Self,
        b_bar: &mut T,
        y_dot: &mut Self,
        a_dot: T,
        x_dot: &Self,
        b_dot: T,
        y_bar_dot: &mut Self,
        a_bar_dot: &mut T,
        x_bar_dot: &mut Self,
        b_bar_dot: &mut T,
    );
}

impl<T: Field, D: Dim> Axpy<T> for OVector<T, D>
where
    DefaultAllocator: Allocator<D>,
{
    #[inline]
    fn axpy_jvp(&mut self, a: T, x: &Self, b: T, y_dot: &mut Self, a_dot: T, x_dot: &Self, b_dot: T) {
        let sum = combined(&self.lift(y_dot), a.lift(&a_dot), &x.lift(x_dot), b.lift(&b_dot));
        (_, *y_dot) = Lift::apart(sum);
        self.axpy(a, x, b);
    }

    #[inline]
    fn axpy_vjp_into(
        &mut self,
        a: T,
        x: &Self,
        b: T,
        y_bar: &mut Self,
        a_bar: &mut T,
        x_bar: &mut Self,
        b_bar: &mut T,
    ) {
        let (y_more, a_more, x_more, b_more) = combined_adjoint(self, a, x, b, y_bar);
        self.axpy(a, x, b);
        *y_bar = y_more;
        *a_bar += a_more;
        *b_bar += b_more;
        Differentiable::accumulate(x_bar, &x_more);
    }

    #[inline]
    fn axpy_vjp_into_jvp(
        &mut self,
        a: T,
        x: &Self,
        b: T,
        y_bar: &mut Self,
        a_bar: &mut T,
        x_bar: &mut Self,
        b_bar: &mut T,
        y_dot: &mut Self,
        a_dot: T,
        x_dot: &Self,
        b_dot: T,
        y_bar_dot: &mut Self,
        a_bar_dot: &mut T,
        x_bar_dot: &mut Self,
        b_bar_dot: &mut T,
    ) {
        let (y, both_a, both_x, both_b) = (self.lift(y_dot), a.lift(&a_dot), x.lift(x_dot), b.lift(&b_dot));
        let (y_more, a_more, x_more, b_more) = combined_adjoint(&y, both_a, &both_x, both_b, &y_bar.lift(y_bar_dot));
        (_, *y_dot) = Lift::apart(combined(&y, both_a, &both_x, both_b));
        self.axpy(a, x, b);
        (*y_bar, *y_bar_dot) = Lift::apart(y_more);
        for (bar, bar_dot, more) in [(a_bar, a_bar_dot, a_more), (b_bar, b_bar_dot, b_more)] {
            *bar += more.value;
            *bar_dot += more.dot;
        }
        let (more, more_dot): (Self, Self) = Lift::apart(x_more);
        Differentiable::accumulate(x_bar, &more);
        Differentiable::accumulate(x_bar_dot, &more_dot);
    }
}

/// `a x + b y`
fn combined<T: Number, R: Dim, C: Dim>(y: &OMatrix<T, R, C>, a: T, x: &OMatrix<T, R, C>, b: T) -> OMatrix<T, R, C>
where
    DefaultAllocator: Allocator<R, C>,
{
    x * a + y * b
}

/// The cotangents of `y`, `a`, `x` and `b`.
#[allow(clippy::type_complexity, reason = "a cotangent for each argument")]
fn combined_adjoint<T: Number, R: Dim, C: Dim>(
    y: &OMatrix<T, R, C>,
    a: T,
    x: &OMatrix<T, R, C>,
    b: T,
    y_bar: &OMatrix<T, R, C>,
) -> (OMatrix<T, R, C>, T, OMatrix<T, R, C>, T)
where
    DefaultAllocator: Allocator<R, C>,
{
    (y_bar * b, inner(x, y_bar), y_bar * a, inner(y, y_bar))
}
