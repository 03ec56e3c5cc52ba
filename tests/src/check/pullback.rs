//! The companion that waits for its seed.

use super::close::{Verdict, close, magnitude};
use super::jacobian::{direction, outputs, pull};
use super::primal::identical;
use crate::subject::Subject;

/// `_pullback` gives the function's bits, and what it gives besides, called with a seed,
/// gives what `_vjp` does.
///
/// # Errors
/// The first cotangent that differs, or the value.
pub fn pullback(subject: &Subject) -> Verdict {
    let Some(pullback) = subject.pullback else { return Ok(()) };
    for (place, at) in subject.all_points() {
        let seed = direction(outputs(subject, &at), 11);
        let (value, cotangents) = pullback(&at, &seed);
        identical(&place, "value of _pullback", &value, &(subject.primal)(&at))?;
        let expected = pull(subject, &at, &seed);
        let size = magnitude(&expected);
        for (entry, (got, expected)) in cotangents.into_iter().zip(&expected).enumerate() {
            let what = format!("cotangent {entry} of what _pullback gives");
            close(&place, &what, got, *expected, 1e-12 * (1.0 + size))?;
        }
    }
    Ok(())
}
