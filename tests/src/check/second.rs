//! Second derivatives.

use super::close::{Verdict, close, magnitude, near, same};
use super::jacobian::{Matrix, direction, hessian};
use crate::subject::{At, Hvp, Objective, Subject};
use autodiff_generator::difference::{derivative, scale};

/// The gradient from `_hvp` is that of `_grad`; the Hessian from `_hvp` is
/// symmetric, and that of finite differences of `_grad`.
///
/// # Errors
/// The first entry that differs.
pub fn hvp(subject: &Subject) -> Verdict {
    let (Some(objective), Some(hvp)) = (subject.objective, subject.hvp) else { return Ok(()) };
    for (place, at) in subject.all_points() {
        let (gradient, _) = hvp(&at, &direction(at.inputs.len(), 9));
        same(&place, "gradient of _hvp", &gradient, &(objective.grad)(&at))?;
        symmetric(&place, &hessian(hvp, &at))?;
    }
    for (place, at) in subject.smooth_points() {
        differences(&place, objective, hvp, &at)?;
    }
    Ok(())
}

fn symmetric(place: &str, hessian: &Matrix) -> Verdict {
    for (row, entries) in hessian.iter().enumerate() {
        for (column, entry) in entries.iter().enumerate().take(row) {
            let mirrored = hessian[column][row];
            let tolerance = 1e-11 * (magnitude(entries) + magnitude(&hessian[column]));
            close(place, &format!("Hessian at ({row}, {column}), mirrored"), *entry, mirrored, tolerance)?;
        }
    }
    Ok(())
}

fn differences(place: &str, objective: Objective, hvp: Hvp, at: &At) -> Verdict {
    let (hessian, gradient) = (hessian(hvp, at), (objective.grad)(at));
    for (column, input) in at.inputs.iter().enumerate() {
        let along = |t: f64| (objective.grad)(&at.with(column, t));
        for (row, estimate) in derivative(along, *input).into_iter().enumerate() {
            let what = format!("Hessian at ({row}, {column}) of _hvp");
            near(place, &what, hessian[row][column], estimate, gradient[row].abs() / scale(*input))?;
        }
    }
    Ok(())
}
