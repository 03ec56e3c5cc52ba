//! Callees at which nothing arrives.

use autodiff::{check, grad};
use std::cell::Cell;

/// By hand, to count how often its adjoint runs.
fn distance(x: &[f64], c: &[f64], #[allow(unused)] runs: &Cell<usize>) -> f64 {
    x.iter().zip(c).map(|(x, c)| (x - c) * (x - c)).sum()
}

fn distance_vjp_into(
    x: &[f64],
    c: &[f64],
    runs: &Cell<usize>,
    y_bar: f64,
    x_bar: &mut [f64],
    c_bar: &mut [f64],
) -> f64 {
    runs.set(runs.get() + 1);
    for i in 0..x.len() {
        x_bar[i] += 2.0 * (x[i] - c[i]) * y_bar;
        c_bar[i] -= 2.0 * (x[i] - c[i]) * y_bar;
    }
    distance(x, c, runs)
}

#[grad(only(vjp, grad))]
fn weighted(x: &[f64], c: &[f64], w: &[f64], #[constant] runs: &Cell<usize>) -> f64 {
    let mut sum = 0.0;
    for (w, x) in w.iter().zip(x.chunks_exact(c.len())) {
        let d = distance(x, c, runs);
        sum += w * d * d;
    }
    sum
}

#[test]
fn an_adjoint_runs_where_something_arrives() {
    let (x, c, runs) = ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [0.5, 1.5], Cell::new(0));
    let (x_bar, c_bar, w_bar) = weighted_grad(&x, &c, &[0.0, 2.0, 0.0], &runs);
    assert_eq!(runs.take(), 1);
    assert_eq!(x_bar, [0.0, 0.0, 8.0 * 12.5 * 2.5, 8.0 * 12.5 * 2.5, 0.0, 0.0]);
    assert_eq!(c_bar, [-250.0, -250.0]);
    assert_eq!(w_bar, [0.25, 12.5 * 12.5, 40.5 * 40.5]);
    // A seed that is no number arrives.
    assert!(weighted_grad(&x, &c, &[f64::NAN; 3], &runs).0[0].is_nan());
    assert_eq!(runs.take(), 3);
}

#[grad(hvp)]
fn energy(x: &[f64], c: &[f64]) -> f64 {
    x.iter().zip(c).map(|(x, c)| (x - c).powi(2) * x).sum()
}

/// Where a seed is zero, its own derivative is not.
#[grad(hvp)]
fn mixed(x: &[f64], c: &[f64], w: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..w.len() {
        let e = energy(&x[2 * i..2 * i + 2], c);
        sum += w[i] * w[i] * e + w[i] * e.sin();
    }
    sum
}

#[test]
fn the_derivative_of_a_zero_seed_is_not_lost() {
    check!(mixed(&[1.0, 2.0, 0.3, 0.4], &[0.5, 1.5], &[0.0, 0.0]), hvp);
    let (_, (x_x, _, _)) = mixed_hvp(&[1.0, 2.0], &[0.5, 1.5], &[0.0], &[0.0, 0.0], &[0.0, 0.0], &[1.0]);
    assert!(x_x[0] != 0.0);
}

/// A function that panics does so in its gradient, whatever arrives.
#[grad]
fn of_positive(x: &[f64]) -> f64 {
    assert!(x[0] > 0.0, "it is not positive");
    x[0].ln() * x[1]
}

#[grad]
fn products(x: &[f64], #[constant] w: f64) -> f64 {
    x.chunks_exact(2).map(|x| of_positive(x) * w).sum()
}

#[test]
#[should_panic(expected = "it is not positive")]
fn what_panics_still_panics() {
    let _ = products_grad(&[1.0, 2.0, -1.0, 2.0], 0.0);
}
