//! Single precision against double precision.

use super::close::{Verdict, close, magnitude};
use super::jacobian::{direction, forward, hessian, reverse};
use super::primal::primal_bits;
use super::sparse::{SINGLE, sparse_within};
use crate::subject::{At, Subject};

/// The function in `f32` has the derivatives that it has in `f64`, forward,
/// reverse, of second order and along lines, as far as `f32` can tell; its companions agree on
/// the primal value, and what is read off by colors is what it is by columns.
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
        if let (Some(wide), Some(narrow)) = (wide.taylor, narrow.taylor) {
            let along = single(direction(at.inputs.len(), 21));
            let [(_, narrow), (_, wide)] = [narrow(&at, &along), wide(&at, &along)];
            // Coefficients of all orders come of the same sums, and cancel to some digits of the largest.
            let together = |rows: [Vec<f64>; 3]| [rows.concat()];
            compare(&place, "_taylor", &together(narrow), &together(wide))?;
        }
    }
    sparse_within(narrow, SINGLE)
}

/// The nearest numbers of single precision.
#[allow(clippy::cast_possible_truncation, reason = "the nearest ones are meant")]
fn single(numbers: Vec<f64>) -> Vec<f64> {
    numbers.into_iter().map(|number| f64::from(number as f32)).collect()
}

fn derivatives(place: &str, wide: &Subject, narrow: &Subject, at: &At) -> Verdict {
    let expected = forward(wide, at);
    compare(place, "_jvp", &forward(narrow, at), &expected)?;
    compare(place, "_vjp", &reverse(narrow, at), &expected)
}

fn compare(place: &str, companion: &str, got: &[Vec<f64>], expected: &[Vec<f64>]) -> Verdict {
    for (row, (got, expected)) in got.iter().zip(expected).enumerate() {
        for (column, (got, entry)) in got.iter().zip(expected).enumerate() {
            let what = format!("({row}, {column}) of {companion} in f32 against f64");
            let tolerance = 1e-3 * entry.abs() + 1e-4 * magnitude(expected) + 1e-6;
            close(place, &what, *got, *entry, tolerance)?;
        }
    }
    Ok(())
}
