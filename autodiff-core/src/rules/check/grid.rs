//! The points at which growth is tested: finite arguments from zero to the end
//! of the range.

use crate::rule::{ArgKind, Rule};
use std::{vec, vec::Vec};

/// Magnitudes that both types have, around the ends of the functions' domains.
const COMMON: &[f64] = &[
    0.0, 1e-30, 1e-20, 1e-10, 1e-4, 0.03, 0.1, 0.3, 0.5, 0.9, 1.0, 1.1, 1.5, 2.0, 3.0, 7.5, 10.0, 20.0, 88.0, 90.0,
    105.0, 130.0, 750.0, 2000.0, 1e5, 1e10, 1e20, 1e30,
];

const F32_ONLY: &[f64] =
    &[1e-45, 1e-40, 1e-38, 1e38, f32::MAX as f64, 1.0 - f32::EPSILON as f64, 1.0 + f32::EPSILON as f64];

const F64_ONLY: &[f64] = &[
    5e-324,
    1e-310,
    1e-300,
    1e-200,
    1e-155,
    1e155,
    1e200,
    1e300,
    710.0,
    f64::MAX,
    1.0 - f64::EPSILON,
    1.0 + f64::EPSILON,
];

const INTEGERS: &[i32] = &[0, 1, -1, 2, -2, 3, -3, 5, 100, -100, 2000, -2000, i32::MAX, i32::MIN, i32::MIN + 1];

/// Points in the range of `f32`, rounded to it.
pub(super) fn single(rule: &Rule) -> Vec<Vec<f64>> {
    #[allow(clippy::cast_possible_truncation)]
    let round = |x: &f64| f64::from(*x as f32);
    points(rule, COMMON.iter().chain(F32_ONLY).map(round).collect())
}

/// Points in the range of `f64`.
pub(super) fn double(rule: &Rule) -> Vec<Vec<f64>> {
    points(rule, COMMON.iter().chain(F64_ONLY).copied().collect())
}

/// Whether all digits of an `f32` are there: no argument is a small subnormal.
pub(super) fn is_exact(at: &[f64]) -> bool {
    at.iter().all(|x| *x == 0.0 || x.abs() > 1e-42)
}

/// Every combination of the magnitudes with both signs.
fn points(rule: &Rule, mut magnitudes: Vec<f64>) -> Vec<Vec<f64>> {
    if rule.args.len() == 1 {
        // Exact in `f32`, too.
        magnitudes.extend((1..200).map(|i| f64::from(i) / 16.0));
    }
    if rule.is_product_of_derivatives() {
        // It exists for infinite arguments.
        magnitudes.push(f64::INFINITY);
    }
    let floats: Vec<_> = magnitudes.iter().flat_map(|x| [*x, -*x]).collect();
    let integers: Vec<_> = INTEGERS.iter().copied().map(f64::from).collect();
    let mut points = vec![vec![]];
    for arg in rule.args {
        let values = if arg.kind == ArgKind::Int { &integers } else { &floats };
        let longer = |at: &Vec<f64>| {
            let at = at.clone();
            values.iter().map(move |x| at.iter().copied().chain([*x]).collect())
        };
        points = points.iter().flat_map(longer).collect();
    }
    // There `n - 1` rounds to `n` in `f32`, and the sign is lost: see its doc.
    points.retain(|at: &Vec<f64>| rule.name != "powf" || at[0] > 0.0 || at[1].abs() < 16_777_216.0);
    // Std panics at bounds that are not in order.
    points.retain(|at: &Vec<f64>| rule.name != "clamp" || at[1] <= at[2]);
    points
}
