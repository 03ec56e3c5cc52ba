//! Products that are written to memory: `gemv`, `gemm`, `mul_to`; and what is filled.

use super::operators::inner;
use crate::differentiable::Differentiable;
use crate::foreign::changes::Fill;
use crate::foreign::dual::{Field, Lift, Number};
use core::mem::replace;
use nalgebra::{DefaultAllocator, Dim, OMatrix, U1, allocator::Allocator};

/// `C = α A B + β C`: Giles 2008, 2.2.2. The cotangents of `α`, `A`, `B`, `β` and the old `C`.
#[allow(clippy::type_complexity, reason = "a cotangent for each argument")]
fn adjoint<T: Number, R: Dim, K: Dim, C: Dim>(
    (alpha, a, b, beta): (T, &OMatrix<T, R, K>, &OMatrix<T, K, C>, T),
    c: &OMatrix<T, R, C>,
    c_bar: &OMatrix<T, R, C>,
) -> (T, OMatrix<T, R, K>, OMatrix<T, K, C>, T, OMatrix<T, R, C>)
where
    DefaultAllocator: Allocator<R, K> + Allocator<K, C> + Allocator<R, C> + Allocator<K, R> + Allocator<C, K>,
{
    let a_bar = c_bar * b.transpose() * alpha;
    let b_bar = a.transpose() * c_bar * alpha;
    (inner(&(a * b), c_bar), a_bar, b_bar, inner(c, c_bar), c_bar * beta)
}

#[allow(clippy::type_complexity, reason = "the arguments")]
fn value<T: Number, R: Dim, K: Dim, C: Dim>(
    (alpha, a, b, beta): (T, &OMatrix<T, R, K>, &OMatrix<T, K, C>, T),
    c: &OMatrix<T, R, C>,
) -> OMatrix<T, R, C>
where
    DefaultAllocator: Allocator<R, K> + Allocator<K, C> + Allocator<R, C>,
{
    // What is multiplied by an exact zero is not read: it may be NaN.
    if beta.is(0.0) && beta.is_zero() { a * b * alpha } else { a * b * alpha + c * beta }
}

macro_rules! products {
    ($($trait:ident $name:ident [$($dims:ident),*] $columns:ty; $jvp:ident $vjp_into:ident $vjp_into_jvp:ident;)*) => {$(
        #[doc = concat!("Companions of `", stringify!($name), "`.")]
        #[allow(missing_docs, clippy::too_many_arguments, reason = "the naming protocol")]
        pub trait $trait<T: Field, A: Differentiable, B: Differentiable>: Differentiable {
            fn $jvp(&mut self, alpha: T, a: &A, b: &B, beta: T, c_dot: &mut Self, alpha_dot: T, a_dot: &A, b_dot: &B, beta_dot: T);

            fn $vjp_into(
                &mut self, alpha: T, a: &A, b: &B, beta: T,
                c_bar: &mut Self, alpha_bar: &mut T, a_bar: &mut A, b_bar: &mut B, beta_bar: &mut T,
            );

            fn $vjp_into_jvp(
                &mut self, alpha: T, a: &A, b: &B, beta: T,
                c_bar: &mut Self, alpha_bar: &mut T, a_bar: &mut A, b_bar: &mut B, beta_bar: &mut T,
                c_dot: &mut Self, alpha_dot: T, a_dot: &A, b_dot: &B, beta_dot: T,
                c_bar_dot: &mut Self, alpha_bar_dot: &mut T, a_bar_dot: &mut A, b_bar_dot: &mut B, beta_bar_dot: &mut T,
            );
        }

        impl<T: Field, $($dims: Dim),*> $trait<T, OMatrix<T, R, K>, OMatrix<T, K, $columns>> for OMatrix<T, R, $columns>
        where
            DefaultAllocator: Allocator<R, K> + Allocator<K, $columns> + Allocator<R, $columns> + Allocator<K, R> + Allocator<$columns, K>,
        {
            #[inline]
            fn $jvp(
                &mut self, alpha: T, a: &OMatrix<T, R, K>, b: &OMatrix<T, K, $columns>, beta: T,
                c_dot: &mut Self, alpha_dot: T, a_dot: &OMatrix<T, R, K>, b_dot: &OMatrix<T, K, $columns>, beta_dot: T,
            ) {
                let args = (alpha.lift(&alpha_dot), &a.lift(a_dot), &b.lift(b_dot), beta.lift(&beta_dot));
                (_, *c_dot) = Lift::apart(value(args, &self.lift(c_dot)));
                self.$name(alpha, a, b, beta);
            }

            #[inline]
            fn $vjp_into(
                &mut self, alpha: T, a: &OMatrix<T, R, K>, b: &OMatrix<T, K, $columns>, beta: T, c_bar: &mut Self,
                alpha_bar: &mut T, a_bar: &mut OMatrix<T, R, K>, b_bar: &mut OMatrix<T, K, $columns>, beta_bar: &mut T,
            ) {
                let more = adjoint((alpha, a, b, beta), self, c_bar);
                self.$name(alpha, a, b, beta);
                *alpha_bar += more.0;
                Differentiable::accumulate(a_bar, &more.1);
                Differentiable::accumulate(b_bar, &more.2);
                *beta_bar += more.3;
                *c_bar = more.4;
            }

            #[inline]
            fn $vjp_into_jvp(
                &mut self, alpha: T, a: &OMatrix<T, R, K>, b: &OMatrix<T, K, $columns>, beta: T, c_bar: &mut Self,
                alpha_bar: &mut T, a_bar: &mut OMatrix<T, R, K>, b_bar: &mut OMatrix<T, K, $columns>, beta_bar: &mut T,
                c_dot: &mut Self, alpha_dot: T, a_dot: &OMatrix<T, R, K>, b_dot: &OMatrix<T, K, $columns>, beta_dot: T,
                c_bar_dot: &mut Self, alpha_bar_dot: &mut T, a_bar_dot: &mut OMatrix<T, R, K>,
                b_bar_dot: &mut OMatrix<T, K, $columns>, beta_bar_dot: &mut T,
            ) {
                let (lifted_a, lifted_b, c) = (a.lift(a_dot), b.lift(b_dot), self.lift(c_dot));
                let args = (alpha.lift(&alpha_dot), &lifted_a, &lifted_b, beta.lift(&beta_dot));
                let more = adjoint(args, &c, &c_bar.lift(c_bar_dot));
                (_, *c_dot) = Lift::apart(value(args, &c));
                self.$name(alpha, a, b, beta);
                (*c_bar, *c_bar_dot) = Lift::apart(more.4);
                for (bar, bar_dot, more) in [(alpha_bar, alpha_bar_dot, more.0), (beta_bar, beta_bar_dot, more.3)] {
                    *bar += more.value;
                    *bar_dot += more.dot;
                }
                let ((a_more, a_more_dot), (b_more, b_more_dot)) = (Lift::apart(more.1), Lift::apart(more.2));
                Differentiable::accumulate(a_bar, &a_more);
                Differentiable::accumulate(a_bar_dot, &a_more_dot);
                Differentiable::accumulate(b_bar, &b_more);
                Differentiable::accumulate(b_bar_dot, &b_more_dot);
            }
        }
    )*};
}

products! {
    Gemv gemv [R, K] U1; gemv_jvp gemv_vjp_into gemv_vjp_into_jvp;
    Gemm gemm [R, K, C] C; gemm_jvp gemm_vjp_into gemm_vjp_into_jvp;
}

impl<T: Field, R: Dim, C: Dim> Fill<T> for OMatrix<T, R, C>
where
    DefaultAllocator: Allocator<R, C>,
{
    #[inline]
    fn all(&mut self, x: T) {
        self.fill(x);
    }

    /// The sum, which is replaced by zeros.
    #[inline]
    fn taken(&mut self) -> T {
        self.iter_mut().fold(T::zero(), |sum, entry| sum + replace(entry, T::zero()))
    }
}
