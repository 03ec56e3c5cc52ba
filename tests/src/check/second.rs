//! Second derivatives.

use super::close::{Verdict, close, magnitude, near, same};
use super::jacobian::{Matrix, direction, hessian};
use crate::leaves::{from_leaves, leaf_count, leaves_of};
use crate::subject::{Scalar, all_points, smooth_points};
use autodiff_generator::difference::{derivative, scale};

/// The gradient from `_hvp` is that of `_grad`; the Hessian from `_hvp` is
/// symmetric, and that of finite differences of `_grad`.
///
/// # Errors
/// The first entry that differs.
pub fn hvp<S: Scalar>() -> Verdict {
    for (place, args) in all_points::<S>() {
        let tangents = direction(leaf_count::<S::Tangents>(), 9);
        let (gradient, _) = S::hvp(args, from_leaves(&tangents));
        same(&place, "gradient of _hvp", &leaves_of(&gradient), &leaves_of(&S::grad(args)))?;
        symmetric(&place, &hessian::<S>(args))?;
    }
    for (place, args) in smooth_points::<S>() {
        differences::<S>(&place, args)?;
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

fn differences<S: Scalar>(place: &str, args: S::Args) -> Verdict {
    let (hessian, gradient) = (hessian::<S>(args), leaves_of(&S::grad(args)));
    let inputs = S::inputs(&args);
    for (column, input) in inputs.iter().enumerate() {
        let along = |t: f64| {
            let mut inputs = inputs.clone();
            inputs[column] = t;
            leaves_of(&S::grad(S::with_inputs(&args, &inputs)))
        };
        for (row, estimate) in derivative(along, *input).into_iter().enumerate() {
            let what = format!("Hessian at ({row}, {column}) of _hvp");
            near(place, &what, hessian[row][column], estimate, gradient[row].abs() / scale(*input))?;
        }
    }
    Ok(())
}
