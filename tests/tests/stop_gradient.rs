//! `stop_gradient`: the value goes on, and its derivative does not.

#![allow(clippy::needless_pass_by_value, reason = "written as people write it")]

use autodiff::{check, grad};

#[grad(hvp)]
fn scalars(x: f64, y: f64) -> f64 {
    x * x * autodiff::stop_gradient(x * y) + y
}

#[grad(hvp)]
fn narrow(x: f32) -> f32 {
    x * autodiff::stop_gradient(x)
}

#[grad(hvp)]
fn pairs(x: f64, y: f64) -> f64 {
    let (a, b) = autodiff::stop_gradient((x * y, y));
    x * a + y * b
}

#[grad(hvp)]
fn vectors(x: Vec<f64>) -> f64 {
    let fixed: Vec<f64> = autodiff::stop_gradient(x.clone());
    x.iter().zip(&fixed).map(|(a, b)| a * b).sum()
}

#[grad(hvp)]
fn arrays(x: [f64; 2]) -> f64 {
    let fixed: [f64; 2] = autodiff::stop_gradient(x);
    x[0] * fixed[1]
}

/// A pole that nothing is left of.
#[grad]
fn infinite(x: f64) -> f64 {
    autodiff::stop_gradient(x.sqrt()) + x
}

#[test]
fn nothing_goes_on() {
    assert_eq!(scalars(2.0, 3.0), 27.0);
    assert_eq!(scalars_grad(2.0, 3.0), (24.0, 1.0));
    assert_eq!(scalars_jvp(2.0, 3.0, 1.0, 0.0), (27.0, 24.0));
    assert_eq!(scalars_hvp(2.0, 3.0, 1.0, 5.0), ((24.0, 1.0), (12.0, 0.0)));
    assert_eq!((narrow_grad(3.0), narrow_hvp(3.0, 1.0)), (3.0, (3.0, 0.0)));
    assert_eq!(pairs_grad(2.0, 3.0), (6.0, 3.0));
    assert_eq!(pairs_hvp(2.0, 3.0, 1.0, 1.0), ((6.0, 3.0), (0.0, 0.0)));
    assert_eq!(pairs_jvp(2.0, 3.0, 1.0, 0.0).1, 6.0);
    assert_eq!(infinite_grad(0.0), 1.0);
    assert_eq!(infinite_jvp(0.0, 1.0).1, 1.0);
}

#[test]
fn memory_stops_too() {
    assert_eq!(vectors_grad(vec![1.0, 2.0]), [1.0, 2.0]);
    assert_eq!(vectors_jvp(vec![1.0, 2.0], vec![1.0, 0.0]), (5.0, 1.0));
    assert_eq!(vectors_hvp(vec![1.0, 2.0], vec![1.0, 1.0]), (vec![1.0, 2.0], vec![0.0, 0.0]));
    assert_eq!(arrays_grad([2.0, 3.0]), [3.0, 0.0]);
    assert_eq!(arrays_hvp([2.0, 3.0], [1.0, 1.0]), ([3.0, 0.0], [0.0, 0.0]));
}

/// A check sees that the derivative is not that of the value.
#[test]
#[should_panic(expected = "`narrow_jvp`: the derivative of leaf 0 of the result along argument 1 (`3.0`) is 3e0")]
fn it_is_no_derivative_of_the_value() {
    check!(narrow(3.0));
}
