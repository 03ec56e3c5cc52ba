//! Loops under `#[independent]` whose iterations do meet: in debug builds it is seen.

#![allow(clippy::needless_range_loop, reason = "written as people write it")]

use autodiff::grad;

/// Of a row only every other place is filled, and all of it is read.
#[grad(only(value_and_grad))]
fn half_filled(w: &[f64], x: &[f64]) -> f64 {
    let mut row = vec![0.0; w.len()];
    let mut total = 0.0;
    #[independent]
    for v in x {
        for j in (0..w.len()).step_by(2) {
            row[j] = w[j] * v;
        }
        for r in &row {
            total += r * r;
        }
    }
    total
}

/// An iteration reads what the one before has left.
#[grad(only(value_and_grad))]
fn behind(w: f64, x: &[f64]) -> f64 {
    let mut last = [1.0];
    let mut total = 0.0;
    #[independent]
    for v in x {
        total += last[0] * v;
        last[0] = w * v;
    }
    total
}

/// The same of a vector, in a loop whose adjoint waits for the sum.
#[grad(only(value_and_grad))]
fn behind_a_root(w: f64, x: &[f64]) -> f64 {
    let mut last = vec![1.0];
    let mut total = 0.0;
    #[independent]
    for v in x {
        total += last[0] * v;
        last[0] = w * v;
    }
    total.sqrt()
}

#[test]
fn what_was_not_filled_is_no_number() {
    let is_loud = |numbers: &[f64]| numbers.iter().any(|n| n.is_nan()) == cfg!(debug_assertions);
    let (x, w) = ([0.5, 0.7, 0.9], [0.3, 0.2, 0.1]);
    let (value, (w_bar, x_bar)) = half_filled_value_and_grad(&w, &x);
    assert!(is_loud(&[&[value], &w_bar[..], &x_bar].concat()), "{value} {w_bar:?} {x_bar:?}");
    let (value, (w_bar, x_bar)) = behind_value_and_grad(0.3, &x);
    assert!(is_loud(&[&[value, w_bar], &x_bar[..]].concat()), "{value} {w_bar:?} {x_bar:?}");
    let (value, (w_bar, x_bar)) = behind_a_root_value_and_grad(0.3, &x);
    assert!(is_loud(&[&[value, w_bar], &x_bar[..]].concat()), "{value} {w_bar:?} {x_bar:?}");
}
