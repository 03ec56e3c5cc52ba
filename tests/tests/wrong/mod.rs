//! Companions with one fault each: copies of a subject, with one of its functions
//! exchanged.

use crate::handwritten::smooth::{NARROW, WIDE};
use autodiff_tests::subject::{At, Objective, Subject, Value};
use std::cell::Cell;

/// A companion gives another primal value.
pub(crate) const JVP_VALUE: Subject = Subject { jvp: |at, along| off_value((WIDE.jvp)(at, along)), ..WIDE };
pub(crate) const VJP_VALUE: Subject = Subject { vjp: |at, seed| off_value((WIDE.vjp)(at, seed)), ..WIDE };
pub(crate) const VJP_INTO_VALUE: Subject =
    Subject { vjp_into: |at, seed, before| off_value((WIDE.vjp_into)(at, seed, before)), ..WIDE };
pub(crate) const VALUE_AND_GRAD_VALUE: Subject =
    objective(Objective { value_and_grad: |at| off_value((SMOOTH.value_and_grad)(at)), ..SMOOTH });
pub(crate) const GRAD_INTO_VALUE: Subject =
    objective(Objective { grad_into: |at| off_value((SMOOTH.grad_into)(at)), ..SMOOTH });

/// A tangent is wrong.
pub(crate) const JVP_SLIGHTLY_OFF: Subject =
    Subject { jvp: |at, along| change((WIDE.jvp)(at, along), |t| t * (1.0 + 1e-5)), ..WIDE };
pub(crate) const JVP_NAN: Subject = Subject { jvp: |at, along| change((WIDE.jvp)(at, along), |_| f64::NAN), ..WIDE };
pub(crate) const JVP_OF_ZERO: Subject = Subject {
    jvp: |at, along| {
        let is_zero = along.iter().all(|tangent| *tangent == 0.0);
        change((WIDE.jvp)(at, along), if is_zero { |_| 1e-300 } else { |t| t })
    },
    ..WIDE
};

/// A cotangent is wrong.
pub(crate) const VJP_ROUNDED: Subject =
    Subject { vjp: |at, seed| change((WIDE.vjp)(at, seed), |t| t * (1.0 + 1e-11)), ..WIDE };
pub(crate) const VJP_ENTRY_LOST: Subject = Subject { vjp: |at, seed| change((WIDE.vjp)(at, seed), |_| 0.0), ..WIDE };
pub(crate) const VJP_IGNORES_SEED: Subject = Subject { vjp: |at, _| (WIDE.vjp)(at, &[1.0]), ..WIDE };
pub(crate) const VJP_REMEMBERS: Subject = Subject {
    vjp: |at, seed| change((WIDE.vjp)(at, seed), |t| t * (1.0 + 1e-15 * CALLS.replace(CALLS.get() + 1.0))),
    ..WIDE
};

/// What is written is wrong, or `_grad`.
pub(crate) const VJP_INTO_OVERWRITES: Subject = Subject { vjp_into: |at, seed, _| (WIDE.vjp)(at, seed), ..WIDE };
pub(crate) const GRAD_OFF: Subject =
    objective(Objective { grad: |at| changed((SMOOTH.grad)(at), |t| t * (1.0 + 1e-12)), ..SMOOTH });
pub(crate) const VALUE_AND_GRAD_OFF: Subject =
    objective(Objective { value_and_grad: |at| change((SMOOTH.value_and_grad)(at), next), ..SMOOTH });
pub(crate) const GRAD_INTO_ADDS: Subject =
    objective(Objective { grad_into: |at| (WIDE.vjp_into)(at, &[1.0], &[f64::NAN; 2]), ..SMOOTH });

/// A second derivative is wrong.
pub(crate) const HVP_GRADIENT: Subject = Subject {
    hvp: Some(|at, along| {
        let (gradient, curvature) = hvp(at, along);
        (changed(gradient, next), curvature)
    }),
    ..WIDE
};
pub(crate) const HVP_ASYMMETRIC: Subject =
    Subject { hvp: Some(|at, along| change(hvp(at, along), |t| 2.0 * t)), ..WIDE };
pub(crate) const HVP_SCALED: Subject = Subject {
    hvp: Some(|at, along| {
        let (gradient, curvature) = hvp(at, along);
        (gradient, curvature.iter().map(|entry| 1.01 * entry).collect())
    }),
    ..WIDE
};

/// Faults in single precision.
pub(crate) const NARROW_JVP_VALUE: Subject = Subject { jvp: |at, along| off_value((NARROW.jvp)(at, along)), ..NARROW };
pub(crate) const NARROW_VJP_ENTRY_LOST: Subject =
    Subject { vjp: |at, seed| change((NARROW.vjp)(at, seed), |_| 0.0), ..NARROW };
pub(crate) const NARROW_HVP_SCALED: Subject = Subject { hvp: HVP_SCALED.hvp, ..NARROW };

const SMOOTH: Objective = match WIDE.objective {
    Some(objective) => objective,
    None => panic!("its result is a float"),
};

const fn objective(objective: Objective) -> Subject {
    Subject { objective: Some(objective), ..WIDE }
}

fn hvp(at: &At, along: &[f64]) -> (Vec<f64>, Vec<f64>) {
    WIDE.hvp.expect("its result is a float")(at, along)
}

/// The first number of the derivative is changed.
fn change<T>((value, derivative): (T, Vec<f64>), change: impl Fn(f64) -> f64) -> (T, Vec<f64>) {
    (value, changed(derivative, change))
}

fn changed(mut numbers: Vec<f64>, change: impl Fn(f64) -> f64) -> Vec<f64> {
    numbers[0] = change(numbers[0]);
    numbers
}

/// The value is changed in its last bit.
fn off_value((value, derivative): (Value, Vec<f64>)) -> (Value, Vec<f64>) {
    (Value::of(&[&next(value.floats[0])]), derivative)
}

/// The next number in single precision, so that it shows in both.
fn next(x: f64) -> f64 {
    x + (x.abs() * f64::from(f32::EPSILON)).max(1e-30)
}

thread_local! {
    /// What a companion that remembers its last call would remember.
    static CALLS: Cell<f64> = const { Cell::new(0.0) };
}
