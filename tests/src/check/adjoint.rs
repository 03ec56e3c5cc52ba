//! Reverse mode against forward mode.

use super::close::{Verdict, close, magnitude, same};
use super::jacobian::{Matrix, direction, forward, pull, push, reverse};
use crate::leaves::leaf_count;
use crate::subject::{Subject, all_points};

/// What forward and reverse may differ by, relative to the size of what they
/// add up: they multiply the same partials in a different order.
const ROUNDING: f64 = 1e-12;

/// `_vjp` gives the Jacobian that `_jvp` gives, in every entry and along a
/// direction; it is linear in its seed, and gives the same when called again.
///
/// # Errors
/// The first entry that differs.
pub fn reverse_forward<S: Subject>() -> Verdict {
    for (place, args) in all_points::<S>() {
        let jacobian = forward::<S>(args);
        entries(&place, &jacobian, &reverse::<S>(args))?;
        along_a_direction::<S>(&place, args, &jacobian)?;
        linear::<S>(&place, args)?;
    }
    Ok(())
}

fn entries(place: &str, forward: &Matrix, reverse: &Matrix) -> Verdict {
    for (row, (forward, reverse)) in forward.iter().zip(reverse).enumerate() {
        for (column, (expected, got)) in forward.iter().zip(reverse).enumerate() {
            let what = format!("d(output {row})/d(input {column}) of _vjp against _jvp");
            close(place, &what, *got, *expected, ROUNDING * (expected.abs() + magnitude(forward)))?;
        }
    }
    Ok(())
}

/// The dot-product test: `⟨seed, J·tangents⟩ = ⟨Jᵀ·seed, tangents⟩`.
fn along_a_direction<S: Subject>(place: &str, args: S::Args, jacobian: &Matrix) -> Verdict {
    let tangents = direction(leaf_count::<S::Tangents>(), 4);
    let seed = direction(leaf_count::<S::OutputTangent>(), 5);
    let forward = dot(&seed, &push::<S>(args, &tangents));
    let reverse = dot(&pull::<S>(args, &seed), &tangents);
    let size: f64 = jacobian.iter().map(|row| magnitude(row)).sum();
    close(place, "dot product of _vjp against _jvp", reverse, forward, ROUNDING * size)
}

fn linear<S: Subject>(place: &str, args: S::Args) -> Verdict {
    let dimension = leaf_count::<S::OutputTangent>();
    let seed = direction(dimension, 6);
    same(place, "_vjp called twice", &pull::<S>(args, &seed), &pull::<S>(args, &seed))?;
    let zeros = vec![0.0; leaf_count::<S::Tangents>()];
    same(place, "_vjp of a zero seed", &pull::<S>(args, &vec![0.0; dimension]), &zeros)
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
