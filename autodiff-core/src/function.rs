//! Functions as arguments: a closure with its derivative.
//!
//! A function that is given another one, `fn simpson(f: impl Fn(f64) -> f64, ..)`, has
//! companions that take a [`Closure`] in its place: what the closure captures, and code
//! for the value, the tangent and the adjoint. Its derivative is a closure too, with the
//! derivatives of what is captured and the same code, so it is data like any other.

#![allow(
    clippy::too_many_arguments,
    clippy::extra_unused_lifetimes,
    clippy::elidable_lifetime_names,
    reason = "one text is written for each number of arguments, also for none"
)]

mod item;

pub use item::{Item, item};

use crate::differentiable::{Differentiable, Mismatch};
use core::marker::PhantomData;

/// How a function takes an argument, and what its companions take and fill.
pub trait Argument {
    /// The argument.
    type Of<'a>;
    /// Its tangent, passed as the argument is.
    type Tangent<'a>;
    /// What its cotangent is added to.
    type Shadow<'a>;
}

/// An argument by value, with a derivative of the type `D`.
pub struct ByValue<T, D = T>(PhantomData<fn(T, D)>);
/// An argument behind `&`.
pub struct ByRef<T: ?Sized, D: ?Sized = T>(PhantomData<fn(&T, &D)>);
/// An argument behind `&mut`.
pub struct ByMut<T: ?Sized, D: ?Sized = T>(PhantomData<fn(&T, &D)>);
/// An argument by value, without a derivative.
pub struct Constant<T>(PhantomData<fn(T)>);
/// An argument behind `&`, without a derivative.
pub struct ConstantRef<T: ?Sized>(PhantomData<fn(&T)>);

impl<T, D: 'static> Argument for ByValue<T, D> {
    type Of<'a> = T;
    type Tangent<'a> = D;
    type Shadow<'a> = &'a mut D;
}

impl<T: ?Sized + 'static, D: ?Sized + 'static> Argument for ByRef<T, D> {
    type Of<'a> = &'a T;
    type Tangent<'a> = &'a D;
    type Shadow<'a> = &'a mut D;
}

impl<T: ?Sized + 'static, D: ?Sized + 'static> Argument for ByMut<T, D> {
    type Of<'a> = &'a mut T;
    type Tangent<'a> = &'a mut D;
    type Shadow<'a> = &'a mut D;
}

impl<T> Argument for Constant<T> {
    type Of<'a> = T;
    type Tangent<'a> = ();
    type Shadow<'a> = ();
}

impl<T: ?Sized + 'static> Argument for ConstantRef<T> {
    type Of<'a> = &'a T;
    type Tangent<'a> = ();
    type Shadow<'a> = ();
}

/// What a closure captures, and the code that reads it.
///
/// `A` says how it takes its arguments, `R` is what it gives. `P` is the code of the value,
/// `J` that of the tangent, `V` of the adjoint, `W` of the tangent of the adjoint; what
/// nobody asks for is `()`.
pub struct Closure<A, R, C, P, J = (), V = (), W = ()> {
    /// What it captures.
    pub captures: C,
    value: P,
    tangent: J,
    adjoint: V,
    twice: W,
    types: PhantomData<fn(A) -> R>,
}

impl<A, R, C, P, J: Clone, V: Clone, W: Clone> Closure<A, R, C, P, J, V, W>
where
    P: Clone,
{
    /// The same code, with this captured.
    #[inline]
    #[must_use]
    pub fn with(&self, captures: C) -> Self {
        Closure {
            captures,
            value: self.value.clone(),
            tangent: self.tangent.clone(),
            adjoint: self.adjoint.clone(),
            twice: self.twice.clone(),
            types: PhantomData,
        }
    }
}

impl<A, R, C: Clone, P: Clone, J: Clone, V: Clone, W: Clone> Clone for Closure<A, R, C, P, J, V, W> {
    #[inline]
    fn clone(&self) -> Self {
        self.with(self.captures.clone())
    }
}

impl<A, R, C: Copy, P: Copy, J: Copy, V: Copy, W: Copy> Copy for Closure<A, R, C, P, J, V, W> {}

impl<A, R, C, P, J, V, W> Differentiable for Closure<A, R, C, P, J, V, W>
where
    C: Differentiable,
    P: Clone,
    J: Clone,
    V: Clone,
    W: Clone,
{
    #[inline]
    fn zero_like(&self) -> Self {
        self.with(self.captures.zero_like())
    }

    #[inline]
    fn set_zero(&mut self) {
        self.captures.set_zero();
    }

    #[inline]
    fn accumulate(&mut self, more: &Self) {
        self.captures.accumulate(&more.captures);
    }

    #[inline]
    fn scale_by(&mut self, factor: f64) {
        self.captures.scale_by(factor);
    }

    #[inline]
    fn inner_product(&self, other: &Self) -> f64 {
        self.captures.inner_product(&other.captures)
    }

    #[inline]
    fn leaves(&self) -> usize {
        self.captures.leaves()
    }

    #[inline]
    fn visit(&self, f: &mut impl FnMut(f64)) {
        self.captures.visit(f);
    }

    #[inline]
    fn visit_mut(&mut self, f: &mut impl FnMut(&mut f64)) {
        self.captures.visit_mut(f);
    }

    fn mismatch(&self, other: &Self) -> Option<Mismatch> {
        self.captures.mismatch(&other.captures)
    }
}

/// A function with its derivative, behind a reference, where a caller by name may give
/// something else.
#[diagnostic::on_unimplemented(
    message = "this function is given without its derivative",
    label = "a function with a derivative is wanted here",
    note = "in place of the name of a function or a method under `#[grad]`, write a closure that calls it: `|x| density(x)`"
)]
pub trait Lent<F> {
    /// It.
    fn lent(&self) -> &F;
}

impl<F: Differentiable> Lent<F> for &F {
    #[inline]
    fn lent(&self) -> &F {
        self
    }
}

macro_rules! arity {
    ($function:ident $forward:ident $reverse:ident $twice:ident $closure:ident; $($A:ident $a:ident $dot:ident $bar:ident $bar_dot:ident)*) => {
        /// A function with these arguments, as the companions of who calls it take it.
        #[diagnostic::on_unimplemented(
            message = "this function is given without its derivative",
            label = "a function with a derivative is wanted here",
            note = "in a function under `#[grad]`, write a closure: `|x| density(x)`",
            note = "in other code, `autodiff::function!(|x: f64| density(x))` makes one"
        )]
        pub trait $function<$($A: Argument),*>: Differentiable {
            /// What it gives.
            type Output;

            /// Its value.
            fn call<'a>(&self, $($a: $A::Of<'a>),*) -> Self::Output;
        }

        /// The same with its tangent.
        #[diagnostic::on_unimplemented(
            message = "this function is given without its tangent",
            label = "a function with a derivative is wanted here",
            note = "in a function under `#[grad]`, write a closure: `|x| density(x)`",
            note = "in other code, `autodiff::function!(|x: f64| density(x))` makes one"
        )]
        pub trait $forward<$($A: Argument),*>: $function<$($A),*> {
            /// Its value, and the tangent of that.
            fn call_jvp<'a>(&self, $($a: $A::Of<'a>,)* dot: &Self, $($dot: $A::Tangent<'a>),*) -> (Self::Output, Self::Output);
        }

        /// The same with its adjoint.
        #[diagnostic::on_unimplemented(
            message = "this function is given without its adjoint",
            label = "a function with a derivative is wanted here",
            note = "in a function under `#[grad]`, write a closure: `|x| density(x)`",
            note = "in other code, `autodiff::function!(|x: f64| density(x))` makes one"
        )]
        pub trait $reverse<$($A: Argument),*>: $function<$($A),*> {
            /// Its value; the cotangents are added to the shadows.
            fn call_vjp_into<'a>(&self, $($a: $A::Of<'a>,)* y_bar: Self::Output, bar: &mut Self, $($bar: $A::Shadow<'a>),*) -> Self::Output;
        }

        /// The same with the tangent of its adjoint.
        #[diagnostic::on_unimplemented(
            message = "this function is given without its second derivative",
            label = "a function that is differentiated twice is wanted here",
            note = "in a function under `#[grad(hvp)]`, write a closure: `|x| density(x)`",
            note = "in other code, `autodiff::function!(|x: f64| density(x))` makes one"
        )]
        pub trait $twice<$($A: Argument),*>: $forward<$($A),*> + $reverse<$($A),*> {
            /// Its value and the tangent of that; cotangents and their tangents are added to the shadows.
            fn call_vjp_into_jvp<'a>(
                &self, $($a: $A::Of<'a>,)* y_bar: Self::Output, bar: &mut Self, $($bar: $A::Shadow<'a>,)*
                dot: &Self, $($dot: $A::Tangent<'a>,)* y_bar_dot: Self::Output, bar_dot: &mut Self, $($bar_dot: $A::Shadow<'a>),*
            ) -> (Self::Output, Self::Output);
        }

        /// A closure of this many arguments, without a derivative yet.
        #[inline]
        pub fn $closure<$($A: Argument,)* R, C, P>(captures: C, value: P) -> Closure<($($A,)*), R, C, P>
        where
            P: for<'a, 'c> Fn(&'c C $(, $A::Of<'a>)*) -> R,
        {
            Closure { captures, value, tangent: (), adjoint: (), twice: (), types: PhantomData }
        }

        impl<$($A: Argument,)* R, C, P, J, V, W> Closure<($($A,)*), R, C, P, J, V, W> {
            /// With the code of its tangent.
            #[inline]
            pub fn forward<N>(self, tangent: N) -> Closure<($($A,)*), R, C, P, N, V, W>
            where
                N: for<'a, 'c> Fn(&'c C, $($A::Of<'a>,)* &'c C $(, $A::Tangent<'a>)*) -> (R, R),
            {
                let Closure { captures, value, adjoint, twice, types, .. } = self;
                Closure { captures, value, tangent, adjoint, twice, types }
            }

            /// With the code of its adjoint.
            #[inline]
            pub fn reverse<N>(self, adjoint: N) -> Closure<($($A,)*), R, C, P, J, N, W>
            where
                N: for<'a, 'c> Fn(&'c C, $($A::Of<'a>,)* R, &'c mut C $(, $A::Shadow<'a>)*) -> R,
            {
                let Closure { captures, value, tangent, twice, types, .. } = self;
                Closure { captures, value, tangent, adjoint, twice, types }
            }

            /// With the code of the tangent of its adjoint.
            #[inline]
            pub fn twice<N>(self, twice: N) -> Closure<($($A,)*), R, C, P, J, V, N>
            where
                N: for<'a, 'c> Fn(&'c C, $($A::Of<'a>,)* R, &'c mut C, $($A::Shadow<'a>,)* &'c C, $($A::Tangent<'a>,)* R, &'c mut C $(, $A::Shadow<'a>)*) -> (R, R),
            {
                let Closure { captures, value, tangent, adjoint, types, .. } = self;
                Closure { captures, value, tangent, adjoint, twice, types }
            }
        }

        impl<$($A: Argument,)* R, C, P, J, V, W> $function<$($A),*> for Closure<($($A,)*), R, C, P, J, V, W>
        where
            Self: Differentiable,
            P: for<'a, 'c> Fn(&'c C $(, $A::Of<'a>)*) -> R,
        {
            type Output = R;

            #[inline]
            fn call<'a>(&self, $($a: $A::Of<'a>),*) -> R {
                (self.value)(&self.captures $(, $a)*)
            }
        }

        impl<$($A: Argument,)* R, C, P, J, V, W> $forward<$($A),*> for Closure<($($A,)*), R, C, P, J, V, W>
        where
            Self: $function<$($A,)* Output = R>,
            J: for<'a, 'c> Fn(&'c C, $($A::Of<'a>,)* &'c C $(, $A::Tangent<'a>)*) -> (R, R),
        {
            #[inline]
            fn call_jvp<'a>(&self, $($a: $A::Of<'a>,)* dot: &Self, $($dot: $A::Tangent<'a>),*) -> (R, R) {
                (self.tangent)(&self.captures, $($a,)* &dot.captures $(, $dot)*)
            }
        }

        impl<$($A: Argument,)* R, C, P, J, V, W> $reverse<$($A),*> for Closure<($($A,)*), R, C, P, J, V, W>
        where
            Self: $function<$($A,)* Output = R>,
            V: for<'a, 'c> Fn(&'c C, $($A::Of<'a>,)* R, &'c mut C $(, $A::Shadow<'a>)*) -> R,
        {
            #[inline]
            fn call_vjp_into<'a>(&self, $($a: $A::Of<'a>,)* y_bar: R, bar: &mut Self, $($bar: $A::Shadow<'a>),*) -> R {
                (self.adjoint)(&self.captures, $($a,)* y_bar, &mut bar.captures $(, $bar)*)
            }
        }

        impl<$($A: Argument,)* R, C, P, J, V, W> $twice<$($A),*> for Closure<($($A,)*), R, C, P, J, V, W>
        where
            Self: $forward<$($A,)* Output = R> + $reverse<$($A,)* Output = R>,
            W: for<'a, 'c> Fn(&'c C, $($A::Of<'a>,)* R, &'c mut C, $($A::Shadow<'a>,)* &'c C, $($A::Tangent<'a>,)* R, &'c mut C $(, $A::Shadow<'a>)*) -> (R, R),
        {
            #[inline]
            fn call_vjp_into_jvp<'a>(
                &self, $($a: $A::Of<'a>,)* y_bar: R, bar: &mut Self, $($bar: $A::Shadow<'a>,)*
                dot: &Self, $($dot: $A::Tangent<'a>,)* y_bar_dot: R, bar_dot: &mut Self, $($bar_dot: $A::Shadow<'a>),*
            ) -> (R, R) {
                (self.twice)(
                    &self.captures, $($a,)* y_bar, &mut bar.captures, $($bar,)*
                    &dot.captures, $($dot,)* y_bar_dot, &mut bar_dot.captures $(, $bar_dot)*
                )
            }
        }
    };
}

arity!(Function0 Forward0 Reverse0 Twice0 closure0;);
arity!(Function1 Forward1 Reverse1 Twice1 closure1; A a a_dot a_bar a_bar_dot);
arity!(Function2 Forward2 Reverse2 Twice2 closure2; A a a_dot a_bar a_bar_dot B b b_dot b_bar b_bar_dot);
arity!(Function3 Forward3 Reverse3 Twice3 closure3; A a a_dot a_bar a_bar_dot B b b_dot b_bar b_bar_dot D d d_dot d_bar d_bar_dot);
arity!(Function4 Forward4 Reverse4 Twice4 closure4; A a a_dot a_bar a_bar_dot B b b_dot b_bar b_bar_dot D d d_dot d_bar d_bar_dot E e e_dot e_bar e_bar_dot);
