//! Single precision against double precision.

use super::close::{Verdict, close, magnitude};
use super::jacobian::{Matrix, forward, hessian, reverse};
use super::primal::{primal_bits, scalar_primal_bits};
use crate::subject::{Scalar, Subject, smooth_points};

/// The function in `f32` has the derivatives that it has in `f64`, forward and
/// reverse, as far as `f32` can tell; its companions agree on the primal value.
///
/// # Errors
/// The first entry that differs.
pub fn single_precision<Wide: Subject, Narrow: Subject>() -> Verdict {
    primal_bits::<Narrow>()?;
    derivatives::<Wide, Narrow>()
}

/// The same for the companions of a function with one result, and the Hessian.
///
/// # Errors
/// The first entry that differs.
pub fn scalar_single_precision<Wide: Scalar, Narrow: Scalar>() -> Verdict {
    scalar_primal_bits::<Narrow>()?;
    derivatives::<Wide, Narrow>()?;
    for (place, narrow, wide) in pairs::<Wide, Narrow>() {
        compare(&place, "Hessian", &hessian::<Narrow>(narrow), &hessian::<Wide>(wide))?;
    }
    Ok(())
}

fn derivatives<Wide: Subject, Narrow: Subject>() -> Verdict {
    for (place, narrow, wide) in pairs::<Wide, Narrow>() {
        let expected = forward::<Wide>(wide);
        compare(&place, "_jvp", &forward::<Narrow>(narrow), &expected)?;
        compare(&place, "_vjp", &reverse::<Narrow>(narrow), &expected)?;
    }
    Ok(())
}

/// The points in single precision, and the same points in double precision:
/// what rounding the arguments changes is no error of the derivative.
fn pairs<Wide: Subject, Narrow: Subject>() -> Vec<(String, Narrow::Args, Wide::Args)> {
    let points = smooth_points::<Narrow>().into_iter().zip(Wide::POINTS);
    points
        .map(|((place, narrow), wide)| {
            let wide = Wide::with_inputs(wide, &Narrow::inputs(&narrow));
            (format!("{place}, f32"), narrow, wide)
        })
        .collect()
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
