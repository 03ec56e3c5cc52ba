//! Forward mode against finite differences.

use super::close::{Verdict, near, same};
use super::jacobian::{direction, forward, outputs, push};
use crate::subject::{At, Subject};
use autodiff_generator::difference::{derivative, scale};

/// Each column of the Jacobian from `_jvp` is that of finite differences;
/// `_jvp` is linear in its tangents, and gives the same when called again.
///
/// # Errors
/// The first entry that differs.
pub fn forward_fd(subject: &Subject) -> Verdict {
    for (place, at) in subject.smooth_points() {
        differences(&place, subject, &at)?;
    }
    for (place, at) in subject.all_points() {
        linear(&place, subject, &at)?;
    }
    Ok(())
}

fn differences(place: &str, subject: &Subject, at: &At) -> Verdict {
    let jacobian = forward(subject, at);
    let values = (subject.primal)(at).floats;
    for (column, input) in at.inputs.iter().enumerate() {
        let along = |t: f64| (subject.primal)(&at.with(column, t)).floats;
        for (row, estimate) in derivative(along, *input).into_iter().enumerate() {
            let what = format!("d(output {row})/d(input {column}) of _jvp");
            near(place, &what, jacobian[row][column], estimate, values[row].abs() / scale(*input))?;
        }
    }
    Ok(())
}

fn linear(place: &str, subject: &Subject, at: &At) -> Verdict {
    let dimension = at.inputs.len();
    let (once, again) = (direction(dimension, 3), direction(dimension, 3));
    same(place, "_jvp called twice", &push(subject, at, &once), &push(subject, at, &again))?;
    let zeros = vec![0.0; outputs(subject, at)];
    same(place, "_jvp of a zero tangent", &push(subject, at, &vec![0.0; dimension]), &zeros)
}
