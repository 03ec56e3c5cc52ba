//! The companion that adds into references.

use super::close::{Verdict, close, magnitude};
use super::jacobian::{direction, outputs, pull};
use crate::subject::Subject;

/// `_vjp_into` adds into its shadows what `_vjp` returns, and takes those of
/// in-out arguments for the seed.
///
/// # Errors
/// The first shadow that differs.
pub fn into_forms(subject: &Subject) -> Verdict {
    for (place, at) in subject.all_points() {
        let seed = direction(outputs(subject, &at), 7);
        let added = pull(subject, &at, &seed);
        let in_out = subject.in_out_inputs(&at);
        for before in [vec![0.0; added.len()], direction(added.len(), 8)] {
            let (_, shadows) = (subject.vjp_into)(&at, &seed, &before);
            for (entry, got) in shadows.into_iter().enumerate() {
                let start = if in_out[entry] { 0.0 } else { before[entry] };
                let what = format!("shadow {entry} of _vjp_into, which held {start}");
                let tolerance = accumulated(got) * (1.0 + magnitude(&added));
                close(&place, &what, got, start + added[entry], tolerance)?;
            }
        }
    }
    Ok(())
}

/// Adding to a shadow rounds to the shadow's precision.
fn accumulated(shadow: f64) -> f64 {
    1e-12 * (1.0 + shadow.abs())
}
