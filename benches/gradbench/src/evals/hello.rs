//! The square of a number, and its derivative.

use crate::protocol::{Run, Runs, run};
use autodiff::grad;
use serde_json::Value;

#[grad(only(grad))]
fn square_of(x: f64) -> f64 {
    x * x
}

pub(crate) fn square(x: f64) -> Run {
    run(Runs::ONCE, || square_of(x), Value::from)
}

/// The derivative of [`square_of`].
pub(crate) fn double(x: f64) -> Run {
    run(Runs::ONCE, || square_of_grad(x), Value::from)
}
