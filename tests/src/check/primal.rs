//! The primal values that companions return.

use super::close::{Mismatch, Verdict};
use super::jacobian::direction;
use crate::leaves::{Leaves, bits_of, from_leaves, leaf_count};
use crate::subject::{Scalar, Subject, all_points};

/// The value from `_jvp`, `_vjp` and `_vjp_into` has the bits of the
/// function's own.
///
/// # Errors
/// The first companion whose value differs.
pub fn primal_bits<S: Subject>() -> Verdict {
    for (place, args) in all_points::<S>() {
        let (tangents, seed) = seeds::<S>();
        let expected = S::primal(args);
        let mut shadows = S::Tangents::default();
        identical(&place, "value of _jvp", &S::jvp(args, tangents).0, &expected)?;
        identical(&place, "value of _vjp", &S::vjp(args, seed).0, &expected)?;
        identical(&place, "value of _vjp_into", &S::vjp_into(args, seed, &mut shadows), &expected)?;
    }
    Ok(())
}

/// The same, and the value from `_value_and_grad` and `_grad_into`.
///
/// # Errors
/// The first companion whose value differs.
pub fn scalar_primal_bits<S: Scalar>() -> Verdict {
    primal_bits::<S>()?;
    for (place, args) in all_points::<S>() {
        let expected = S::primal(args);
        let mut gradients = S::Tangents::default();
        identical(&place, "value of _value_and_grad", &S::value_and_grad(args).0, &expected)?;
        identical(&place, "value of _grad_into", &S::grad_into(args, &mut gradients), &expected)?;
    }
    Ok(())
}

fn seeds<S: Subject>() -> (S::Tangents, S::OutputTangent) {
    let tangents = direction(leaf_count::<S::Tangents>(), 1);
    let seed = direction(leaf_count::<S::OutputTangent>(), 2);
    (from_leaves(&tangents), from_leaves(&seed))
}

fn identical<T: Leaves>(place: &str, what: &str, got: &T, expected: &T) -> Verdict {
    let (got, expected) = (bits_of(got), bits_of(expected));
    if got == expected { Ok(()) } else { Err(Mismatch::new(place, what, &got, &expected)) }
}
