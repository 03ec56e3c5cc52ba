//! Forward mode against finite differences.

use super::close::{Verdict, near, same};
use super::jacobian::{direction, forward, push};
use crate::leaves::{leaf_count, leaves_of};
use crate::subject::{Subject, all_points, smooth_points};
use autodiff_generator::difference::{derivative, scale};

/// Each column of the Jacobian from `_jvp` is that of finite differences;
/// `_jvp` is linear in its tangents, and gives the same when called again.
///
/// # Errors
/// The first entry that differs.
pub fn forward_fd<S: Subject>() -> Verdict {
    for (place, args) in smooth_points::<S>() {
        differences::<S>(&place, args)?;
    }
    for (place, args) in all_points::<S>() {
        linear::<S>(&place, args)?;
    }
    Ok(())
}

fn differences<S: Subject>(place: &str, args: S::Args) -> Verdict {
    let jacobian = forward::<S>(args);
    let inputs = S::inputs(&args);
    let values = leaves_of(&S::primal(args));
    for (column, input) in inputs.iter().enumerate() {
        let along = |t: f64| {
            let mut inputs = inputs.clone();
            inputs[column] = t;
            leaves_of(&S::primal(S::with_inputs(&args, &inputs)))
        };
        for (row, estimate) in derivative(along, *input).into_iter().enumerate() {
            let what = format!("d(output {row})/d(input {column}) of _jvp");
            near(place, &what, jacobian[row][column], estimate, values[row].abs() / scale(*input))?;
        }
    }
    Ok(())
}

fn linear<S: Subject>(place: &str, args: S::Args) -> Verdict {
    let dimension = leaf_count::<S::Tangents>();
    let (once, again) = (direction(dimension, 3), direction(dimension, 3));
    same(place, "_jvp called twice", &push::<S>(args, &once), &push::<S>(args, &again))?;
    let zeros = vec![0.0; leaf_count::<S::OutputTangent>()];
    same(place, "_jvp of a zero tangent", &push::<S>(args, &vec![0.0; dimension]), &zeros)
}
