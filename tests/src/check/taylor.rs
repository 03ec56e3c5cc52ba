//! Taylor coefficients along lines.

use super::close::{Mismatch, Verdict, close, magnitude, near, same};
use super::jacobian::{direction, hessian, push};
use crate::subject::{At, Subject, Taylor};
use autodiff_generator::difference::{Estimate, derivative};

/// The value has the bits of the function's, the first coefficient is what `_jvp` gives, the second
/// half of what the Hessian makes of the direction twice, and each of the second and third is that of
/// differences of the one before it along the line.
///
/// # Errors
/// The first coefficient that differs.
pub fn taylor(subject: &Subject) -> Verdict {
    let Some(taylor) = subject.taylor else { return Ok(()) };
    for (place, at) in subject.all_points() {
        for along in [direction(at.inputs.len(), 21), vec![0.0; at.inputs.len()]] {
            exact(&place, subject, taylor, (&at, &along))?;
        }
    }
    for (place, at) in subject.smooth_points() {
        differences(&place, taylor, &at, &direction(at.inputs.len(), 22))?;
    }
    Ok(())
}

fn exact(place: &str, subject: &Subject, taylor: Taylor, (at, along): (&At, &[f64])) -> Verdict {
    let (value, orders) = taylor(at, along);
    let expected = (subject.primal)(at);
    if value.bits != expected.bits {
        return Err(Mismatch::new(place, "value of _taylor", &value.floats, &expected.floats));
    }
    let tangents = push(subject, at, along);
    if along.iter().all(|direction| *direction == 0.0) {
        return same(place, "coefficients of what does not move", &orders.concat(), &vec![0.0; 3 * tangents.len()]);
    }
    for (i, (got, expected)) in orders[0].iter().zip(&tangents).enumerate() {
        if !(got.is_nan() && expected.is_nan()) {
            let tolerance = 1e-11 * (expected.abs() + magnitude(&tangents));
            close(place, &format!("first coefficient of output {i}"), *got, *expected, tolerance)?;
        }
    }
    let Some(hvp) = subject.hvp else { return Ok(()) };
    let hessian = hessian(hvp, at);
    let terms = |row: usize| hessian[row].iter().zip(along).map(move |(cell, b)| along[row] * cell * b / 2.0);
    let terms: Vec<f64> = (0..hessian.len()).flat_map(terms).collect();
    let (got, expected) = (orders[1][0], terms.iter().sum::<f64>());
    if got.is_finite() || expected.is_finite() {
        close(place, "second coefficient", got, expected, 1e-9 * magnitude(&terms).max(1e-3))?;
    }
    Ok(())
}

/// The coefficients of order 2 and 3, each by those of the order before it.
fn differences(place: &str, taylor: Taylor, at: &At, along: &[f64]) -> Verdict {
    let (_, orders) = taylor(at, along);
    for (order, number) in [(1, 2.0), (2, 3.0)] {
        let line = |t: f64| {
            let inputs = at.inputs.iter().zip(along).map(|(x, direction)| x + t * direction).collect();
            taylor(&At { inputs, ..at.clone() }, along).1[order - 1].clone()
        };
        for (i, Estimate { value, error }) in derivative(line, 0.0).into_iter().enumerate() {
            let estimate = Estimate { value: value / number, error: error / number };
            near(place, &format!("coefficient {} of output {i}", order + 1), orders[order][i], estimate, {
                1.0 + 100.0 * orders[order - 1][i].abs()
            })?;
        }
    }
    Ok(())
}
