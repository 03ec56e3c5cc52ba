//! The checks of functions on memory.

use super::close::{Verdict, close, magnitude, near, same};
use super::jacobian::direction;
use crate::program::{Curved, Objective, Program, points};
use autodiff_generator::difference::{derivative, scale};

/// What forward and reverse may differ by, relative to what they add up.
const ROUNDING: f64 = 1e-11;

fn unit(dimension: usize, entry: usize) -> Vec<f64> {
    let mut unit = vec![0.0; dimension];
    unit[entry] = 1.0;
    unit
}

/// The companions give the outputs of the function, bit by bit.
fn outputs(place: &str, companion: &str, got: &[f64], expected: &[f64]) -> Verdict {
    let bits = |numbers: &[f64]| numbers.iter().map(|x| f64::from_bits(x.to_bits())).collect::<Vec<_>>();
    same(place, &format!("outputs of {companion}"), &bits(got), &bits(expected))
}

/// The Jacobian by columns, from `_jvp`.
fn columns<P: Program>(args: &P::Args) -> Vec<Vec<f64>> {
    let dimension = P::inputs(args).len();
    (0..dimension).map(|column| P::jvp(args, &unit(dimension, column)).1).collect()
}

/// Each column of the Jacobian from `_jvp` is that of finite differences.
///
/// # Errors
/// The first entry that differs.
pub fn program_forward<P: Program>() -> Verdict {
    for (place, args) in points::<P>() {
        let (inputs, values) = (P::inputs(&args), P::primal(&args));
        let tangents = direction(inputs.len(), 3);
        let (got, derivative_) = P::jvp(&args, &tangents);
        outputs(&place, "_jvp", &got, &values)?;
        same(&place, "_jvp called twice", &P::jvp(&args, &tangents).1, &derivative_)?;
        for (column, input) in inputs.iter().enumerate() {
            let got = P::jvp(&args, &unit(inputs.len(), column)).1;
            let along = |t: f64| {
                let mut inputs = inputs.clone();
                inputs[column] = t;
                P::primal(&P::with_inputs(&args, &inputs))
            };
            for (row, estimate) in derivative(along, *input).into_iter().enumerate() {
                let what = format!("d(output {row})/d(input {column}) of _jvp");
                near(&place, &what, got[row], estimate, values[row].abs() / scale(*input))?;
            }
        }
    }
    Ok(())
}

/// `_vjp` gives the Jacobian that `_jvp` gives, and the same when called again.
///
/// # Errors
/// The first entry that differs.
pub fn program_reverse<P: Program>() -> Verdict {
    for (place, args) in points::<P>() {
        let (values, columns) = (P::primal(&args), columns::<P>(&args));
        for row in 0..values.len() {
            let (got, cotangents) = P::vjp(&args, &unit(values.len(), row));
            outputs(&place, "_vjp", &got, &values)?;
            for (column, expected) in columns.iter().map(|column| column[row]).enumerate() {
                let what = format!("d(output {row})/d(input {column}) of _vjp against _jvp");
                let size = expected.abs() + columns.iter().map(|column| column[row].abs()).sum::<f64>();
                close(&place, &what, cotangents[column], expected, ROUNDING * (1.0 + size))?;
            }
        }
        let seed = direction(values.len(), 6);
        same(&place, "_vjp called twice", &P::vjp(&args, &seed).1, &P::vjp(&args, &seed).1)?;
    }
    Ok(())
}

/// `_vjp_into` adds into its shadows what `_vjp` returns, and takes those of
/// in-out arguments for the seed.
///
/// # Errors
/// The first shadow that differs.
pub fn program_into<P: Program>() -> Verdict {
    for (place, args) in points::<P>() {
        let values = P::primal(&args);
        let seed = direction(values.len(), 7);
        let (got, expected) = P::vjp(&args, &seed);
        outputs(&place, "_vjp", &got, &values)?;
        let in_out = P::in_out(&args);
        for before in [0.0, 0.75] {
            let (got, shadows) = P::vjp_into(&args, &seed, before);
            outputs(&place, "_vjp_into", &got, &values)?;
            for (entry, shadow) in shadows.iter().enumerate() {
                let start = if in_out[entry] { 0.0 } else { before };
                let what = format!("shadow {entry} of _vjp_into, which held {start}");
                let tolerance = 1e-12 * (1.0 + shadow.abs()) * (1.0 + magnitude(&expected));
                close(&place, &what, *shadow, start + expected[entry], tolerance)?;
            }
        }
    }
    Ok(())
}

/// `_grad` is `_vjp` with the seed one and nothing for final contents;
/// `_value_and_grad` returns the same, and `_grad_into` overwrites with it.
///
/// # Errors
/// The first entry that differs.
pub fn program_gradient<P: Objective>() -> Verdict {
    for (place, args) in points::<P>() {
        let values = P::primal(&args);
        let expected = P::vjp(&args, &unit(values.len(), 0)).1;
        let gradient = P::grad(&args);
        for (entry, expected) in expected.iter().enumerate() {
            let what = format!("entry {entry} of _grad against _vjp");
            close(&place, &what, gradient[entry], *expected, 1e-12 * (1.0 + expected.abs()))?;
        }
        let (value, with_value) = P::value_and_grad(&args);
        outputs(&place, "_value_and_grad", &[value], &values[..1])?;
        same(&place, "gradient of _value_and_grad", &with_value, &gradient)?;
        let (value, written) = P::grad_into(&args, f64::NAN);
        outputs(&place, "_grad_into", &[value], &values[..1])?;
        same(&place, "gradient of _grad_into", &written, &gradient)?;
    }
    Ok(())
}

/// `_hvp` gives the gradient, and the derivative of the gradient.
///
/// # Errors
/// The first entry that differs.
pub fn program_second<P: Curved>() -> Verdict {
    for (place, args) in points::<P>() {
        let (inputs, gradient) = (P::inputs(&args), P::grad(&args));
        for (column, input) in inputs.iter().enumerate() {
            let (again, curvature) = P::hvp(&args, &unit(inputs.len(), column));
            same(&place, "gradient of _hvp", &again, &gradient)?;
            let along = |t: f64| {
                let mut inputs = inputs.clone();
                inputs[column] = t;
                P::grad(&P::with_inputs(&args, &inputs))
            };
            for (row, estimate) in derivative(along, *input).into_iter().enumerate() {
                let what = format!("Hessian at ({row}, {column}) of _hvp");
                near(&place, &what, curvature[row], estimate, gradient[row].abs() / scale(*input))?;
            }
        }
    }
    Ok(())
}

/// The function in `f32` has the derivatives that it has in `f64`, as far as
/// `f32` can tell.
///
/// # Errors
/// The first entry that differs.
pub fn program_narrow<Wide: Program, Narrow: Program>() -> Verdict {
    for ((place, narrow), (_, wide)) in points::<Narrow>().into_iter().zip(points::<Wide>()) {
        let place = format!("{place}, f32");
        let wide = Wide::with_inputs(&wide, &Narrow::inputs(&narrow));
        let (got, expected) = (columns::<Narrow>(&narrow), columns::<Wide>(&wide));
        for (column, (got, expected)) in got.iter().zip(&expected).enumerate() {
            for (row, (got, entry)) in got.iter().zip(expected).enumerate() {
                let what = format!("({row}, {column}) of _jvp in f32 against f64");
                let tolerance = 2e-3 * (entry.abs() + magnitude(expected)) + 1e-4;
                close(&place, &what, *got, *entry, tolerance)?;
            }
        }
        let dimension = Narrow::primal(&narrow).len();
        for row in 0..dimension {
            let cotangents = Narrow::vjp(&narrow, &unit(dimension, row)).1;
            for (column, (cotangent, forward)) in cotangents.iter().zip(&got).enumerate() {
                let what = format!("({row}, {column}) of _vjp in f32 against _jvp");
                let tolerance = 2e-3 * (1.0 + cotangent.abs() + magnitude(&cotangents));
                close(&place, &what, *cotangent, forward[row], tolerance)?;
            }
        }
    }
    Ok(())
}
