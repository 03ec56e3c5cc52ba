//! Single precision against double precision.

use super::close::{Verdict, close, magnitude};
use super::jacobian::{Matrix, forward, hessian, reverse};
use super::primal::primal_bits;
use crate::subject::{At, Subject};

/// The function in `f32` has the derivatives that it has in `f64`, forward,
/// reverse and of second order, as far as `f32` can tell; its companions agree on
/// the primal value.
///
/// # Errors
/// The first entry that differs.
pub fn single_precision(wide: &Subject, narrow: &Subject) -> Verdict {
    primal_bits(narrow)?;
    for (place, at) in narrow.smooth_points() {
        let place = format!("{place}, f32");
        // What rounding the arguments changes is no error of the derivative:
        // both are at the point in single precision.
        derivatives(&place, wide, narrow, &at)?;
        if let (Some(wide), Some(narrow)) = (wide.hvp, narrow.hvp) {
            compare(&place, "Hessian", &hessian(narrow, &at), &hessian(wide, &at))?;
        }
    }
    Ok(())
}

fn derivatives(place: &str, wide: &Subject, narrow: &Subject, at: &At) -> Verdict {
    let expected = forward(wide, at);
    compare(place, "_jvp", &forward(narrow, at), &expected)?;
    compare(place, "_vjp", &reverse(narrow, at), &expected)
}

fn compare(place: &str, companion: &str, got: &Matrix, expected: &Matrix) -> Verdict {
    for (row, (got, expected)) in got.iter().zip(expected).enumerate() {
        for (column, (got, entry)) in got.iter().zip(expected).enumerate() {
            let what = format!("({row}, {column}) of {companion} in f32 against f64");
            let tolerance = 1e-3 * entry.abs() + 1e-4 * magnitude(expected) + 1e-6;
            close(place, &what, *got, *entry, tolerance)?;
        }
    }
    Ok(())
}
