//! Functions that call others under `#[grad]`.

use autodiff::grad;
use autodiff::sparse::{ColumnColoring, Pattern, StarColoring};

#[grad(hvp)]
fn flux(left: f64, right: f64) -> f64 {
    (right - left) * (right - left) * 0.5 + left.sin()
}

#[grad(hvp)]
fn norm(x: &[f64]) -> f64 {
    x.iter().map(|x| x * x).sum::<f64>().sqrt()
}

#[grad(sparse_jacobian, jacobian)]
fn cells(x: &[f64]) -> Vec<f64> {
    let mut y = Vec::new();
    for i in 1..x.len() {
        y.push(flux(x[i - 1], x[i]));
    }
    y.push(norm(&x[..2]));
    y
}

#[test]
fn what_a_call_gives_depends_on_what_it_is_given() {
    let x = [0.5, 1.0, -2.0, 0.25, 3.0];
    let pattern = cells_pattern(&x);
    let expected = (0..4).flat_map(|i| [(i, i), (i, i + 1)]).chain([(4, 0), (4, 1)]);
    assert_eq!(pattern, Pattern::new(5, 5, expected));
    let jacobian = cells_sparse_jacobian(&x, &ColumnColoring::new(pattern)).unwrap();
    for (ours, expected) in jacobian.to_dense().iter().zip(cells_jacobian(&x).concat()) {
        assert!((ours - expected).abs() < 1e-12);
    }
}

#[grad]
fn pair(a: f64, b: f64) -> [f64; 2] {
    [a * 2.0, b * b]
}

#[grad(sparse_jacobian, jacobian)]
fn pairs(x: &[f64]) -> Vec<f64> {
    let mut y = Vec::new();
    for at in 0..x.len() / 2 {
        let [a, b] = pair(x[2 * at], x[2 * at + 1]);
        y.push(a);
        y.push(b);
    }
    y
}

#[test]
fn all_that_a_call_gives_depends_on_all_that_it_is_given() {
    let x = [0.5, 1.0, -2.0, 0.25];
    let pattern = pairs_pattern(&x);
    let expected = (0..2).flat_map(|k| (0..4).map(move |c| (2 * k + c / 2, 2 * k + c % 2)));
    assert_eq!(pattern, Pattern::new(4, 4, expected));
    let jacobian = pairs_sparse_jacobian(&x, &ColumnColoring::new(pattern)).unwrap();
    assert_eq!(jacobian.to_dense(), pairs_jacobian(&x).concat());
}

#[grad(sparse_hessian, hessian)]
fn energy(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 1..x.len() {
        sum += flux(x[i - 1], x[i]);
    }
    sum
}

#[test]
fn a_hessian_of_calls_is_banded() {
    let x = [0.5, 1.0, -2.0, 0.25, 3.0];
    let pattern = energy_hessian_pattern(&x);
    let band = (0..5_usize).flat_map(|i| (i.saturating_sub(1)..(i + 2).min(5)).map(move |j| (i, j)));
    assert_eq!(pattern, Pattern::new(5, 5, band));
    let hessian = energy_sparse_hessian(&x, &StarColoring::new(pattern)).unwrap();
    for (ours, expected) in hessian.to_dense().iter().zip(energy_hessian(&x).concat()) {
        assert!((ours - expected).abs() < 1e-12);
    }
}
