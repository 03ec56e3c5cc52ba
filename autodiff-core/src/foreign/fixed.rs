//! Rules of types that hold a fixed number of floats: complex numbers, vectors of space,
//! quaternions.
//!
//! A rule is a [`Formula`]: the value by the crate's own method, and the same function and
//! its adjoint over any [`Number`]. Over numbers with a tangent, the function gives the
//! forward tangent, and the adjoint gives its own: no rule states a second order.

mod dual;
mod operators;
#[macro_use]
mod companions;
pub mod lent;
pub mod methods;
pub mod names;
#[cfg(any(feature = "glam", feature = "nalgebra"))]
pub(crate) mod space;

pub use dual::{Dual, Float, Number};
pub(crate) use operators::{formulas, operators};

use crate::differentiable::Differentiable;

/// A value of a fixed number of floats.
pub trait Fixed: Differentiable {
    /// The type of its floats.
    type Float: Float;

    /// The same of other numbers: what a formula computes with.
    type Parts<S: Number>;

    /// The floats.
    fn parts(&self) -> Self::Parts<Self::Float>;

    /// The floats with tangents.
    fn lift(&self, dot: &Self) -> Self::Parts<Dual<Self::Float>>;

    /// The value of its floats.
    fn of(parts: Self::Parts<Self::Float>) -> Self;

    /// The value and the tangent.
    fn apart(parts: Self::Parts<Dual<Self::Float>>) -> (Self, Self);
}

/// A differentiable function of the arguments `A`, a tuple.
#[diagnostic::on_unimplemented(
    message = "the derivative of this method with the arguments `{A}` is not known",
    label = "no rule for this method"
)]
pub trait Formula<A: Fixed> {
    /// What it gives.
    type Output: Fixed<Float = A::Float>;

    /// The value, by the method itself.
    fn value(of: &A) -> Self::Output;

    /// The function, of which the tangent is taken.
    fn primal<S: Number>(of: A::Parts<S>) -> <Self::Output as Fixed>::Parts<S>;

    /// The cotangents of the arguments, for that of the value.
    fn adjoint<S: Number>(of: A::Parts<S>, y_bar: <Self::Output as Fixed>::Parts<S>) -> A::Parts<S>;
}

/// What a formula gives for the arguments `A`.
pub type Of<F, A> = <F as Formula<A>>::Output;

/// The value, and its tangent.
#[inline]
pub fn jvp<F: Formula<A>, A: Fixed>(of: &A, dot: &A) -> (F::Output, F::Output) {
    (F::value(of), tangent::<F, A>(of, dot))
}

/// The value, and the cotangents of the arguments. Where no cotangent arrives, none goes
/// on, however large a partial is.
#[inline]
pub fn vjp<F: Formula<A>, A: Fixed>(of: &A, y_bar: &F::Output) -> (F::Output, A) {
    let bars = if is_zero(y_bar) { of.zero_like() } else { A::of(F::adjoint(of.parts(), y_bar.parts())) };
    (F::value(of), bars)
}

/// [`vjp`], and its tangent.
#[allow(clippy::type_complexity, reason = "a pair of what `vjp` gives")]
#[inline]
pub fn vjp_jvp<F: Formula<A>, A: Fixed>(
    of: &A,
    y_bar: &F::Output,
    dot: &A,
    y_bar_dot: &F::Output,
) -> ((F::Output, A), (F::Output, A)) {
    let (bars, bars_dot) = if is_zero(y_bar) && is_zero(y_bar_dot) {
        (of.zero_like(), of.zero_like())
    } else {
        A::apart(F::adjoint(of.lift(dot), y_bar.lift(y_bar_dot)))
    };
    ((F::value(of), bars), (tangent::<F, A>(of, dot), bars_dot))
}

#[inline]
fn tangent<F: Formula<A>, A: Fixed>(of: &A, dot: &A) -> F::Output {
    if is_zero(dot) { F::value(of).zero_like() } else { F::Output::apart(F::primal(of.lift(dot))).1 }
}

/// Whether each leaf is exactly zero.
fn is_zero<A: Differentiable>(derivative: &A) -> bool {
    let mut zero = true;
    derivative.visit(&mut |leaf| zero &= leaf == 0.0);
    zero
}

macro_rules! floats {
    ($($float:ident)*) => {$(
        impl Fixed for $float {
            type Float = $float;
            type Parts<S: Number> = S;

            #[inline]
            fn parts(&self) -> $float {
                *self
            }

            #[inline]
            fn lift(&self, dot: &Self) -> Dual<$float> {
                Dual::new(*self, *dot)
            }

            #[inline]
            fn of(parts: $float) -> $float {
                parts
            }

            #[inline]
            fn apart(parts: Dual<$float>) -> ($float, $float) {
                (parts.value, parts.dot)
            }
        }

        impl<const N: usize> Fixed for [$float; N] {
            type Float = $float;
            type Parts<S: Number> = [S; N];

            #[inline]
            fn parts(&self) -> [$float; N] {
                *self
            }

            #[inline]
            fn lift(&self, dot: &Self) -> [Dual<$float>; N] {
                core::array::from_fn(|i| Dual::new(self[i], dot[i]))
            }

            #[inline]
            fn of(parts: [$float; N]) -> Self {
                parts
            }

            #[inline]
            fn apart(parts: [Dual<$float>; N]) -> (Self, Self) {
                (parts.map(|part| part.value), parts.map(|part| part.dot))
            }
        }
    )*};
}

floats!(f64 f32);

macro_rules! tuples {
    ($(($first:ident $($more:ident)*) ($($entry:ident $dot:ident $i:tt),+);)*) => {$(
        #[allow(non_snake_case, reason = "an entry is called by its type")]
        impl<$first: Fixed, $($more: Fixed<Float = $first::Float>),*> Fixed for ($first, $($more,)*) {
            type Float = $first::Float;
            type Parts<S: Number> = ($first::Parts<S>, $($more::Parts<S>,)*);

            #[inline]
            fn parts(&self) -> Self::Parts<Self::Float> {
                ($(self.$i.parts(),)+)
            }

            #[inline]
            fn lift(&self, dot: &Self) -> Self::Parts<Dual<Self::Float>> {
                ($(self.$i.lift(&dot.$i),)+)
            }

            #[inline]
            fn of(parts: Self::Parts<Self::Float>) -> Self {
                ($($entry::of(parts.$i),)+)
            }

            #[inline]
            fn apart(parts: Self::Parts<Dual<Self::Float>>) -> (Self, Self) {
                $(let ($entry, $dot) = $entry::apart(parts.$i);)+
                (($($entry,)+), ($($dot,)+))
            }
        }
    )*};
}

tuples! {
    (A) (A a 0);
    (A B) (A a 0, B b 1);
    (A B C) (A a 0, B b 1, C c 2);
    (A B C D) (A a 0, B b 1, C c 2, D d 3);
}
