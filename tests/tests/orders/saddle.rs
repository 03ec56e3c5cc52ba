//! The saddle point of Pearlmutter and Siskind: the least of a greatest value, where the inner
//! optimiser goes by a gradient, and the outer one by the gradient through it. Each of the two by
//! forward and by reverse mode.

use super::all_close;
use autodiff::grad;

/// (x₁² + y₁²) - (x₂² + y₂²), with what couples the two.
#[grad(order = 2)]
fn saddle(a: &[f64; 2], b: &[f64; 2], coupling: f64) -> f64 {
    let [x, y] = [b[0] - coupling * a[1], b[1] - coupling * a[0]];
    (a[0] * a[0] + a[1] * a[1]) - (x * x + y * y)
}

/// The gradient along `b` by reverse mode.
#[grad]
fn greatest_by_reverse(a: &[f64; 2], coupling: f64) -> f64 {
    let mut b = [1.0, 1.0];
    for _ in 0..60 {
        let (_, b_bar, _) = saddle_grad(a, &b, coupling);
        for i in 0..2 {
            b[i] += 0.3 * b_bar[i];
        }
    }
    saddle(a, &b, coupling) + b[0]
}

/// The same by forward mode, a direction at a time.
#[grad]
fn greatest_by_forward(a: &[f64; 2], coupling: f64) -> f64 {
    let mut b = [1.0, 1.0];
    for _ in 0..60 {
        let mut slope = [0.0; 2];
        for i in 0..2 {
            let mut along = [0.0; 2];
            along[i] = 1.0;
            let (_, dot) = saddle_jvp(a, &b, coupling, &[0.0, 0.0], &along, 0.0);
            slope[i] = dot;
        }
        for i in 0..2 {
            b[i] += 0.3 * slope[i];
        }
    }
    saddle(a, &b, coupling) + b[0]
}

/// The gradient of each, by forward mode.
fn columns(jvp: impl Fn(&[f64; 2]) -> f64) -> [f64; 2] {
    [jvp(&[1.0, 0.0]), jvp(&[0.0, 1.0])]
}

/// At the greatest value b is (c y₁, c x₁), so that the whole is x₁² + y₁² + c y₁.
#[test]
fn four_pairs_of_modes() {
    let (a, c) = ([0.8, -0.3], 0.5);
    let expected = [2.0 * a[0], 2.0 * a[1] + c];
    all_close(&greatest_by_reverse_grad(&a, c).0, &expected);
    all_close(&greatest_by_forward_grad(&a, c).0, &expected);
    all_close(&columns(|along| greatest_by_reverse_jvp(&a, c, along, 0.0).1), &expected);
    all_close(&columns(|along| greatest_by_forward_jvp(&a, c, along, 0.0).1), &expected);
}

#[test]
fn the_outer_optimiser_arrives() {
    let descend = |gradient: &dyn Fn(&[f64; 2]) -> [f64; 2]| {
        let mut a = [1.0, 1.0];
        for _ in 0..60 {
            let slope = gradient(&a);
            a = [a[0] - 0.3 * slope[0], a[1] - 0.3 * slope[1]];
        }
        a
    };
    let rr = descend(&|a| greatest_by_reverse_grad(a, 0.5).0);
    let rf = descend(&|a| greatest_by_forward_grad(a, 0.5).0);
    let fr = descend(&|a| columns(|along| greatest_by_reverse_jvp(a, 0.5, along, 0.0).1));
    let ff = descend(&|a| columns(|along| greatest_by_forward_jvp(a, 0.5, along, 0.0).1));
    for found in [rr, rf, fr, ff] {
        all_close(&found, &[0.0, -0.25]);
    }
}
