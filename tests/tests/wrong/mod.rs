//! Companions with one fault each.

use autodiff_tests::leaves::{Leaves, from_leaves, leaves_of};
use autodiff_tests::subject::{Scalar, Subject};
use std::cell::Cell;
use std::marker::PhantomData;

/// `S` with the fault `FAULT`.
pub(crate) struct Wrong<S, const FAULT: Fault>(PhantomData<S>);

/// One of the constants of this module.
pub(crate) type Fault = u8;

macro_rules! faults {
    ($($name:ident = $number:literal,)*) => {
        $(pub(crate) const $name: Fault = $number;)*
    };
}

faults! {
    JVP_VALUE = 0, VJP_VALUE = 1, VJP_INTO_VALUE = 2, VALUE_AND_GRAD_VALUE = 3, GRAD_INTO_VALUE = 4,
    JVP_SLIGHTLY_OFF = 10, JVP_NAN = 11, JVP_OF_ZERO = 12,
    VJP_ROUNDED = 20, VJP_ENTRY_LOST = 21, VJP_IGNORES_SEED = 22, VJP_REMEMBERS = 23,
    VJP_INTO_OVERWRITES = 30, GRAD_OFF = 31, VALUE_AND_GRAD_OFF = 32, GRAD_INTO_ADDS = 33,
    HVP_GRADIENT = 40, HVP_ASYMMETRIC = 41, HVP_SCALED = 42,
}

/// `value`, with its first leaf changed if it is to be faulty.
fn faulty<T: Leaves>(mut value: T, fault: Option<()>, change: fn(f64) -> f64) -> T {
    if fault.is_some() {
        let mut leaves = leaves_of(&value);
        leaves[0] = change(leaves[0]);
        value.write(&mut leaves.iter());
    }
    value
}

/// `Some` if the two faults are the same.
fn when(fault: Fault, this: Fault) -> Option<()> {
    (fault == this).then_some(())
}

/// The next number in single precision, so that it shows in both.
fn next(x: f64) -> f64 {
    x + (x.abs() * f64::from(f32::EPSILON)).max(1e-30)
}

thread_local! {
    /// What a companion that remembers its last call would remember.
    static CALLS: Cell<f64> = const { Cell::new(0.0) };
}

impl<S: Subject, const FAULT: Fault> Subject for Wrong<S, FAULT> {
    const NAME: &'static str = S::NAME;
    type Args = S::Args;
    type Output = S::Output;
    type Tangents = S::Tangents;
    type OutputTangent = S::OutputTangent;
    const POINTS: &'static [Self::Args] = S::POINTS;
    const KINKS: &'static [Self::Args] = S::KINKS;

    fn inputs(args: &Self::Args) -> Vec<f64> {
        S::inputs(args)
    }

    fn with_inputs(args: &Self::Args, inputs: &[f64]) -> Self::Args {
        S::with_inputs(args, inputs)
    }

    fn primal(args: Self::Args) -> Self::Output {
        S::primal(args)
    }

    fn jvp(args: Self::Args, tangents: Self::Tangents) -> (Self::Output, Self::OutputTangent) {
        let (value, tangent) = S::jvp(args, tangents);
        let tangent = faulty(tangent, when(FAULT, JVP_SLIGHTLY_OFF), |t| t * (1.0 + 1e-5));
        let tangent = faulty(tangent, when(FAULT, JVP_NAN), |_| f64::NAN);
        let is_zero = leaves_of(&tangents).iter().all(|leaf| *leaf == 0.0);
        let of_zero = when(FAULT, JVP_OF_ZERO).filter(|()| is_zero);
        (faulty(value, when(FAULT, JVP_VALUE), next), faulty(tangent, of_zero, |_| 1e-300))
    }

    fn vjp(args: Self::Args, seed: Self::OutputTangent) -> (Self::Output, Self::Tangents) {
        let (value, mut cotangents) = S::vjp(args, seed);
        if FAULT == VJP_IGNORES_SEED {
            cotangents = S::vjp(args, from_leaves(&[1.0])).1;
        }
        let cotangents = faulty(cotangents, when(FAULT, VJP_ROUNDED), |t| t * (1.0 + 1e-11));
        let cotangents = faulty(cotangents, when(FAULT, VJP_ENTRY_LOST), |_| 0.0);
        let remembers = when(FAULT, VJP_REMEMBERS);
        let cotangents = faulty(cotangents, remembers, |t| t * (1.0 + 1e-15 * CALLS.replace(CALLS.get() + 1.0)));
        (faulty(value, when(FAULT, VJP_VALUE), next), cotangents)
    }

    fn vjp_into(args: Self::Args, seed: Self::OutputTangent, shadows: &mut Self::Tangents) -> Self::Output {
        let value = S::vjp_into(args, seed, shadows);
        if FAULT == VJP_INTO_OVERWRITES {
            *shadows = S::vjp(args, seed).1;
        }
        faulty(value, when(FAULT, VJP_INTO_VALUE), next)
    }
}

impl<S: Scalar, const FAULT: Fault> Scalar for Wrong<S, FAULT> {
    fn grad(args: Self::Args) -> Self::Tangents {
        faulty(S::grad(args), when(FAULT, GRAD_OFF), |t| t * (1.0 + 1e-12))
    }

    fn value_and_grad(args: Self::Args) -> (Self::Output, Self::Tangents) {
        let (value, gradient) = S::value_and_grad(args);
        let gradient = faulty(gradient, when(FAULT, VALUE_AND_GRAD_OFF), next);
        (faulty(value, when(FAULT, VALUE_AND_GRAD_VALUE), next), gradient)
    }

    fn grad_into(args: Self::Args, gradients: &mut Self::Tangents) -> Self::Output {
        let value = if FAULT == GRAD_INTO_ADDS {
            S::vjp_into(args, from_leaves(&[1.0]), gradients)
        } else {
            S::grad_into(args, gradients)
        };
        faulty(value, when(FAULT, GRAD_INTO_VALUE), next)
    }

    fn hvp(args: Self::Args, tangents: Self::Tangents) -> (Self::Tangents, Self::Tangents) {
        let (gradient, curvature) = S::hvp(args, tangents);
        let gradient = faulty(gradient, when(FAULT, HVP_GRADIENT), next);
        let curvature = if FAULT == HVP_SCALED { scaled(&curvature) } else { curvature };
        (gradient, faulty(curvature, when(FAULT, HVP_ASYMMETRIC), |t| 2.0 * t))
    }
}

fn scaled<T: Leaves + Default>(value: &T) -> T {
    let leaves: Vec<f64> = leaves_of(value).iter().map(|leaf| 1.01 * leaf).collect();
    from_leaves(&leaves)
}
