//! Nested tuples that are built, projected and given back.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn tuple_nested_result(x: f64, y: f64, n: i32) -> ((f64, i32), (f64, (bool, f64))) {
    let pair = (x * y, (x + y, n));
    let swapped = (pair.1, pair.0);
    let sum = swapped.0.0 + swapped.1;
    ((sum * sum, swapped.0.1 + 1), (pair.0, (x > y, x / y)))
}

pub const POINTS: &[(f64, f64, i32)] = &[(0.7, 1.3, 2), (2.0, -0.4, -1)];
