//! Taylor coefficients along curves.

#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "indices come of floats")]
#![allow(clippy::cast_precision_loss, clippy::cast_possible_wrap, reason = "and floats of indices")]
#![allow(clippy::trivially_copy_pass_by_ref, clippy::unused_self, reason = "shapes that people write")]

#[path = "taylor/control.rs"]
mod control;
#[path = "taylor/known.rs"]
mod known;
#[path = "taylor/nested.rs"]
mod nested;
#[path = "taylor/ode.rs"]
mod ode;
#[path = "taylor/shapes.rs"]
mod shapes;

/// Fails unless two numbers agree to a relative tolerance.
#[track_caller]
fn assert_close(got: f64, expected: f64, tolerance: f64) {
    assert!((got - expected).abs() <= tolerance * expected.abs().max(1.0), "{got} and {expected}");
}
