//! A function that is an argument by its name: `simpson(density, a, b)`.

use super::{
    Argument, Forward0, Forward1, Forward2, Forward3, Forward4, Function0, Function1, Function2, Function3, Function4,
    Reverse0, Reverse1, Reverse2, Reverse3, Reverse4, Twice0, Twice1, Twice2, Twice3, Twice4,
};
use crate::differentiable::{Differentiable, Mismatch};

/// A function and its companions. It captures nothing.
#[derive(Clone, Copy)]
pub struct Item<P, J = (), V = (), W = ()> {
    value: P,
    tangent: J,
    adjoint: V,
    twice: W,
}

/// A function without a derivative yet.
///
/// ```
/// use autodiff_core::function::{ByValue, Forward1, Function1, item};
///
/// fn square(x: f64) -> f64 {
///     x * x
/// }
///
/// fn square_jvp(x: f64, x_dot: f64) -> (f64, f64) {
///     (x * x, 2.0 * x * x_dot)
/// }
///
/// fn slope<F: Forward1<ByValue<f64>, Output = f64>>(f: &F, x: f64) -> f64 {
///     f.call_jvp(x, f, 1.0).1
/// }
///
/// assert_eq!(slope(&item(square).forward(square_jvp), 3.0), 6.0);
/// ```
#[inline]
pub fn item<P>(value: P) -> Item<P> {
    Item { value, tangent: (), adjoint: (), twice: () }
}

impl<P, J, V, W> Item<P, J, V, W> {
    /// With its tangent.
    #[inline]
    pub fn forward<N>(self, tangent: N) -> Item<P, N, V, W> {
        let Item { value, adjoint, twice, .. } = self;
        Item { value, tangent, adjoint, twice }
    }

    /// With its adjoint.
    #[inline]
    pub fn reverse<N>(self, adjoint: N) -> Item<P, J, N, W> {
        let Item { value, tangent, twice, .. } = self;
        Item { value, tangent, adjoint, twice }
    }

    /// With the tangent of its adjoint.
    #[inline]
    pub fn twice<N>(self, twice: N) -> Item<P, J, V, N> {
        let Item { value, tangent, adjoint, .. } = self;
        Item { value, tangent, adjoint, twice }
    }
}

impl<P: Clone, J: Clone, V: Clone, W: Clone> Differentiable for Item<P, J, V, W> {
    #[inline]
    fn zero_like(&self) -> Self {
        self.clone()
    }

    #[inline]
    fn set_zero(&mut self) {}

    #[inline]
    fn accumulate(&mut self, _: &Self) {}

    #[inline]
    fn scale_by(&mut self, _: f64) {}

    #[inline]
    fn inner_product(&self, _: &Self) -> f64 {
        0.0
    }

    #[inline]
    fn leaves(&self) -> usize {
        0
    }

    #[inline]
    fn visit(&self, _: &mut impl FnMut(f64)) {}

    #[inline]
    fn visit_mut(&mut self, _: &mut impl FnMut(&mut f64)) {}

    fn mismatch(&self, _: &Self) -> Option<Mismatch> {
        None
    }
}

macro_rules! arity {
    ($function:ident $forward:ident $reverse:ident $twice:ident; $($A:ident $a:ident $dot:ident $bar:ident $bar_dot:ident)*) => {
        impl<$($A: Argument,)* R, P, J, V, W> $function<$($A),*> for Item<P, J, V, W>
        where
            Self: Differentiable,
            P: for<'a> Fn($($A::Of<'a>),*) -> R,
        {
            type Output = R;

            #[inline]
            fn call<'a>(&self, $($a: $A::Of<'a>),*) -> R {
                (self.value)($($a),*)
            }
        }

        impl<$($A: Argument,)* R, P, J, V, W> $forward<$($A),*> for Item<P, J, V, W>
        where
            Self: $function<$($A,)* Output = R>,
            J: for<'a> Fn($($A::Of<'a>,)* $($A::Tangent<'a>),*) -> (R, R),
        {
            #[inline]
            fn call_jvp<'a>(&self, $($a: $A::Of<'a>,)* _: &Self, $($dot: $A::Tangent<'a>),*) -> (R, R) {
                (self.tangent)($($a,)* $($dot),*)
            }
        }

        impl<$($A: Argument,)* R, P, J, V, W> $reverse<$($A),*> for Item<P, J, V, W>
        where
            Self: $function<$($A,)* Output = R>,
            V: for<'a> Fn($($A::Of<'a>,)* R, $($A::Shadow<'a>),*) -> R,
        {
            #[inline]
            fn call_vjp_into<'a>(&self, $($a: $A::Of<'a>,)* y_bar: R, _: &mut Self, $($bar: $A::Shadow<'a>),*) -> R {
                (self.adjoint)($($a,)* y_bar, $($bar),*)
            }
        }

        impl<$($A: Argument,)* R, P, J, V, W> $twice<$($A),*> for Item<P, J, V, W>
        where
            Self: $forward<$($A,)* Output = R> + $reverse<$($A,)* Output = R>,
            W: for<'a> Fn($($A::Of<'a>,)* R, $($A::Shadow<'a>,)* $($A::Tangent<'a>,)* R, $($A::Shadow<'a>),*) -> (R, R),
        {
            #[inline]
            fn call_vjp_into_jvp<'a>(
                &self, $($a: $A::Of<'a>,)* y_bar: R, _: &mut Self, $($bar: $A::Shadow<'a>,)*
                _: &Self, $($dot: $A::Tangent<'a>,)* y_bar_dot: R, _: &mut Self, $($bar_dot: $A::Shadow<'a>),*
            ) -> (R, R) {
                (self.twice)($($a,)* y_bar, $($bar,)* $($dot,)* y_bar_dot, $($bar_dot),*)
            }
        }
    };
}

arity!(Function0 Forward0 Reverse0 Twice0;);
arity!(Function1 Forward1 Reverse1 Twice1; A a a_dot a_bar a_bar_dot);
arity!(Function2 Forward2 Reverse2 Twice2; A a a_dot a_bar a_bar_dot B b b_dot b_bar b_bar_dot);
arity!(Function3 Forward3 Reverse3 Twice3; A a a_dot a_bar a_bar_dot B b b_dot b_bar b_bar_dot D d d_dot d_bar d_bar_dot);
arity!(Function4 Forward4 Reverse4 Twice4; A a a_dot a_bar a_bar_dot B b b_dot b_bar b_bar_dot D d d_dot d_bar d_bar_dot E e e_dot e_bar e_bar_dot);
