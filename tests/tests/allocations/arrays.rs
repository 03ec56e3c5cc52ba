//! What needs no allocator where the types say how much there is.

use super::measured;
use autodiff::{grad, rule};

#[grad(pullback)]
fn chained(x: [f64; 8]) -> [f64; 8] {
    let mut y = x;
    for i in 1..8 {
        y[i] *= y[i - 1].sin();
    }
    y
}

/// Where extents are in the types, a pullback is on the stack, with what it has recorded.
#[test]
fn a_pullback_of_arrays_allocates_nothing() {
    let x = [1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7];
    let (cotangents, info) = measured(|| {
        let (y, pullback) = chained_pullback(x);
        pullback(y)
    });
    assert_eq!(info.count_total, 0, "chained_pullback: {info:?}");
    assert_eq!(cotangents, chained_vjp(x, chained(x)).1);
}

#[grad]
fn swapped(x: &[f64; 2], p: [f64; 2]) -> [f64; 2] {
    [x[1] * p[0] - 6.0, x[0] * p[1] - 6.0]
}

#[rule(implicit = swapped)]
fn quotients(p: [f64; 2]) -> [f64; 2] {
    [6.0 / p[1], 6.0 / p[0]]
}

/// The linear system of an equation for an array stands on the stack.
#[test]
fn an_equation_of_arrays_allocates_nothing() {
    let (cotangents, info) = measured(|| quotients_vjp([2.0, 3.0], [1.0, 4.0]).1);
    assert_eq!(info.count_total, 0, "quotients_vjp: {info:?}");
    assert_eq!(cotangents, [-6.0, -6.0 / 9.0]);
}
