//! Reverse mode against forward mode.

use super::close::{Verdict, close, magnitude, same};
use super::jacobian::{Matrix, direction, forward, outputs, pull, push, reverse};
use crate::subject::{At, Subject};

/// What forward and reverse may differ by, relative to the size of what they
/// add up: they multiply the same partials in a different order.
const ROUNDING: f64 = 1e-12;

/// `_vjp` gives the Jacobian that `_jvp` gives, in every entry and along a
/// direction; it is linear in its seed, and gives the same when called again.
///
/// # Errors
/// The first entry that differs.
pub fn reverse_forward(subject: &Subject) -> Verdict {
    for (place, at) in subject.all_points() {
        let jacobian = forward(subject, &at);
        entries(&place, &jacobian, &reverse(subject, &at))?;
        along_a_direction(&place, subject, &at, &jacobian)?;
        linear(&place, subject, &at)?;
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
fn along_a_direction(place: &str, subject: &Subject, at: &At, jacobian: &Matrix) -> Verdict {
    let tangents = direction(at.inputs.len(), 4);
    let seed = direction(jacobian.len(), 5);
    let forward = dot(&seed, &push(subject, at, &tangents));
    let reverse = dot(&pull(subject, at, &seed), &tangents);
    let size: f64 = jacobian.iter().map(|row| magnitude(row)).sum();
    close(place, "dot product of _vjp against _jvp", reverse, forward, ROUNDING * size)
}

fn linear(place: &str, subject: &Subject, at: &At) -> Verdict {
    let dimension = outputs(subject, at);
    let seed = direction(dimension, 6);
    same(place, "_vjp called twice", &pull(subject, at, &seed), &pull(subject, at, &seed))?;
    let zeros = vec![0.0; at.inputs.len()];
    same(place, "_vjp of a zero seed", &pull(subject, at, &vec![0.0; dimension]), &zeros)
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
