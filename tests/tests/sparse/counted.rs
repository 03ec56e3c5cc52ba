//! How often the function runs.

use autodiff::grad;
use autodiff::sparse::{ColumnColoring, StarColoring};
use std::cell::Cell;

#[grad(sparse_jacobian)]
fn banded(x: &[f64], #[constant] runs: &Cell<usize>) -> Vec<f64> {
    runs.set(runs.get() + 1);
    let n = x.len();
    let mut y = vec![0.0; n];
    for i in 0..n {
        let before = if i > 0 { x[i - 1] } else { 0.0 };
        let after = if i + 1 < n { x[i + 1] } else { 0.0 };
        y[i] = (3.0 - 2.0 * x[i]) * x[i] - before - 2.0 * after + 1.0;
    }
    y
}

#[test]
fn ten_thousand_unknowns_cost_a_handful_of_sweeps() {
    let (n, runs) = (10_000, Cell::new(0));
    let x: Vec<f64> = (0..n).map(|i| f64::from(i % 7) - 3.0).collect();
    let pattern = banded_pattern(&x, &runs);
    assert_eq!((pattern.nnz(), runs.take()), (3 * 10_000 - 2, 2));
    let coloring = ColumnColoring::new(pattern);
    assert_eq!(coloring.count(), 3);
    // Three directions, and the one that proves them.
    let jacobian = banded_sparse_jacobian(&x, &runs, &coloring).unwrap();
    assert_eq!(runs.take(), 1);
    for (i, j, value) in jacobian.triplets() {
        let expected = match j.cmp(&i) {
            std::cmp::Ordering::Less => -1.0,
            std::cmp::Ordering::Equal => 3.0 - 4.0 * x[i],
            std::cmp::Ordering::Greater => -2.0,
        };
        assert_eq!(value, expected);
    }
}

/// A chain of springs.
#[grad(sparse_hessian)]
fn chain(x: &[f64], #[constant] runs: &Cell<usize>) -> f64 {
    runs.set(runs.get() + 1);
    let mut energy = 0.0;
    for i in 1..x.len() {
        let stretch = x[i] - x[i - 1] - 1.0;
        energy += stretch * stretch + 0.25 * stretch * stretch * stretch * stretch;
    }
    energy
}

#[test]
fn a_hessian_of_ten_thousand_unknowns_costs_a_handful_of_sweeps() {
    let (n, runs) = (10_000, Cell::new(0));
    let x: Vec<f64> = (0..n).map(|i| f64::from(i) * 1.1).collect();
    let pattern = chain_hessian_pattern(&x, &runs);
    assert_eq!((pattern.nnz(), runs.take()), (3 * 10_000 - 2, 2));
    let coloring = StarColoring::new(pattern);
    assert_eq!(coloring.count(), 3);
    let hessian = chain_sparse_hessian(&x, &runs, &coloring).unwrap();
    assert_eq!(runs.take(), 1);
    assert!((hessian.get(5, 5) - 2.0 * (2.0 + 3.0 * 0.01)).abs() < 1e-9);
    assert!((hessian.get(5, 6) + 2.0 + 3.0 * 0.01).abs() < 1e-9);
    assert_eq!((hessian.get(5, 6), hessian.lower().pattern().nnz()), (hessian.get(6, 5), 2 * 10_000 - 1));
}
