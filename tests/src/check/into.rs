//! The companions that write through references, and `_grad`.

use super::close::{Verdict, close, magnitude, same};
use super::jacobian::{direction, pull};
use crate::leaves::{from_leaves, leaf_count, leaves_of};
use crate::subject::{Scalar, Subject, all_points};

/// `_vjp_into` adds into its shadows what `_vjp` returns.
///
/// # Errors
/// The first shadow that differs.
pub fn into_forms<S: Subject>() -> Verdict {
    for (place, args) in all_points::<S>() {
        let seed = direction(leaf_count::<S::OutputTangent>(), 7);
        let before = direction(leaf_count::<S::Tangents>(), 8);
        let mut shadows: S::Tangents = from_leaves(&before);
        let _ = S::vjp_into(args, from_leaves(&seed), &mut shadows);
        let added = pull::<S>(args, &seed);
        for (entry, got) in leaves_of(&shadows).into_iter().enumerate() {
            let what = format!("shadow {entry} of _vjp_into, which held {}", before[entry]);
            let tolerance = accumulated(got) * (1.0 + magnitude(&added));
            close(&place, &what, got, before[entry] + added[entry], tolerance)?;
        }
    }
    Ok(())
}

/// The same; `_grad` is `_vjp` with the seed one; `_value_and_grad` returns the gradient of `_grad`, and `_grad_into`
/// overwrites what it is given with it.
///
/// # Errors
/// The first entry that differs.
pub fn scalar_into_forms<S: Scalar>() -> Verdict {
    into_forms::<S>()?;
    for (place, args) in all_points::<S>() {
        let gradient = leaves_of(&S::grad(args));
        let from_vjp = pull::<S>(args, &[1.0]);
        for (entry, expected) in from_vjp.iter().enumerate() {
            let what = format!("entry {entry} of _grad against _vjp");
            close(&place, &what, gradient[entry], *expected, 1e-13 * magnitude(&from_vjp))?;
        }
        same(&place, "gradient of _value_and_grad", &leaves_of(&S::value_and_grad(args).1), &gradient)?;
        let garbage = vec![f64::NAN; gradient.len()];
        let mut gradients: S::Tangents = from_leaves(&garbage);
        let _ = S::grad_into(args, &mut gradients);
        same(&place, "gradient of _grad_into", &leaves_of(&gradients), &gradient)?;
    }
    Ok(())
}

/// Adding to a shadow rounds to the shadow's precision.
fn accumulated(shadow: f64) -> f64 {
    1e-12 * (1.0 + shadow.abs())
}
