//! A tangent is a variable of its own: the perturbations of two derivatives, one in the other, are
//! never taken for each other.

use super::{all_close, close};
use autodiff::grad;

#[grad(order = 2)]
fn sum(x: f64, y: f64) -> f64 {
    x + y
}

#[grad(order = 2)]
fn product(x: f64, y: f64) -> f64 {
    x * y + y
}

/// d/dx (x · d/dy (x + y)), the inner one by forward mode.
#[grad]
fn by_tangent(x: f64) -> f64 {
    x * sum_jvp(x, 1.0, 0.0, 1.0).1
}

/// The same by reverse mode.
#[grad]
fn by_adjoint(x: f64) -> f64 {
    let (_, (_, y_bar)) = sum_vjp(x, 1.0, 1.0);
    x * y_bar
}

#[grad]
fn by_gradient(x: f64) -> f64 {
    let (_, along_y) = sum_grad(x, 1.0);
    x * along_y
}

/// The inner derivative depends on what the outer one is along: d/dx (x · d/dy (x·y + y)) = 2x + 1.
#[grad]
fn that_depends(x: f64) -> f64 {
    let (_, along_y) = product_grad(x, x);
    x * along_y
}

/// The inner derivative is taken in a closure that captures what the outer one is along.
#[grad]
fn in_a_closure(x: f64) -> f64 {
    let along = |y: f64| sum_jvp(x, y, 0.0, 1.0).1;
    x * along(1.0) + x * along(x)
}

/// The name of the outer variable is that of the inner one.
#[grad]
fn under_one_name(x: f64) -> f64 {
    let x_dot = x;
    let x = product_jvp(x, x, x_dot, 0.0).1;
    x * x_dot
}

#[grad(order = 2)]
fn inner(x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).map(|(a, b)| a * b + b).sum()
}

/// The shadows of the inner gradient are memory of the outer function: Σ xᵢ (xᵢ + 1).
#[grad]
fn with_shadows(x: &[f64]) -> f64 {
    let mut x_bar = vec![0.0; x.len()];
    let mut y_bar = vec![0.0; x.len()];
    let _value: f64 = inner_vjp_into(x, x, 1.0, &mut x_bar, &mut y_bar);
    x.iter().zip(&y_bar).map(|(a, b)| a * b).sum()
}

/// Three of them, each in the next: d/dx (x · d/dy (y · d/dz (x·y·z))) = d/dx (x · 2xy) = 4xy.
#[grad(order = 3)]
fn three(x: f64, y: f64, z: f64) -> f64 {
    x * y * z
}

#[grad(order = 2)]
fn two(x: f64, y: f64) -> f64 {
    y * three_jvp(x, y, 1.0, 0.0, 0.0, 1.0).1
}

#[grad]
fn one(x: f64, y: f64) -> f64 {
    x * two_jvp(x, y, 0.0, 1.0).1
}

#[grad]
fn one_by_adjoints(x: f64, y: f64) -> f64 {
    let (_, along_y) = two_grad(x, y);
    x * along_y
}

#[test]
fn the_classic_is_one() {
    for x in [0.0, 1.0, -2.5] {
        assert_eq!(by_tangent_jvp(x, 1.0), (x, 1.0));
        assert_eq!(by_adjoint_jvp(x, 1.0), (x, 1.0));
        assert_eq!(by_gradient_jvp(x, 1.0), (x, 1.0));
        assert_eq!([by_tangent_grad(x), by_adjoint_grad(x), by_gradient_grad(x)], [1.0; 3]);
    }
}

#[test]
fn its_cousins_are_right() {
    let x = 0.7;
    close(that_depends_jvp(x, 1.0).1, 2.0 * x + 1.0);
    close(that_depends_grad(x), 2.0 * x + 1.0);
    close(in_a_closure_jvp(x, 1.0).1, 2.0);
    close(in_a_closure_grad(x), 2.0);
    // x · x · x
    close(under_one_name_jvp(x, 1.0).1, 3.0 * x * x);
    close(under_one_name_grad(x), 3.0 * x * x);
    let x = [0.3, -1.2, 2.0];
    let expected: Vec<f64> = x.iter().map(|x| 2.0 * x + 1.0).collect();
    all_close(&with_shadows_grad(&x), &expected);
    close(with_shadows_jvp(&x, &[1.0, 1.0, 1.0]).1, expected.iter().sum());
}

#[test]
fn three_are_kept_apart() {
    let (x, y) = (0.7, -1.3);
    close(one_jvp(x, y, 1.0, 0.0).1, 4.0 * x * y);
    let (along_x, along_y) = one_grad(x, y);
    close(along_x, 4.0 * x * y);
    close(along_y, 2.0 * x * x);
    close(one_by_adjoints_grad(x, y).0, 4.0 * x * y);
    close(one_by_adjoints_jvp(x, y, 0.0, 1.0).1, 2.0 * x * x);
}
