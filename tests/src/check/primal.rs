//! The primal values that companions return.

use super::close::{Mismatch, Verdict};
use super::jacobian::direction;
use crate::subject::{Subject, Value};

/// The value from each companion has the bits of the function's own.
///
/// # Errors
/// The first companion whose value differs.
pub fn primal_bits(subject: &Subject) -> Verdict {
    for (place, at) in subject.all_points() {
        let expected = (subject.primal)(&at);
        let tangents = direction(at.inputs.len(), 1);
        let seed = direction(expected.floats.len(), 2);
        let zeros = vec![0.0; at.inputs.len()];
        identical(&place, "value of _jvp", &(subject.jvp)(&at, &tangents).0, &expected)?;
        identical(&place, "value of _vjp", &(subject.vjp)(&at, &seed).0, &expected)?;
        identical(&place, "value of _vjp_into", &(subject.vjp_into)(&at, &seed, &zeros).0, &expected)?;
        let Some(objective) = subject.objective else { continue };
        // The final contents come after the result.
        let expected = Value { bits: vec![expected.bits[0]], floats: vec![expected.floats[0]] };
        identical(&place, "value of _value_and_grad", &(objective.value_and_grad)(&at).0, &expected)?;
        identical(&place, "value of _grad_into", &(objective.grad_into)(&at).0, &expected)?;
    }
    Ok(())
}

pub(super) fn identical(place: &str, what: &str, got: &Value, expected: &Value) -> Verdict {
    if got.bits == expected.bits { Ok(()) } else { Err(Mismatch::new(place, what, got, expected)) }
}
