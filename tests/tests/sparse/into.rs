//! The cells into a slice, with what the function gives besides.

use autodiff::grad;
use autodiff::sparse::{ColumnColoring, PatternMismatch, StarColoring};

#[grad(sparse_jacobian)]
fn residual(x: &[f64], k: f64) -> Vec<f64> {
    x.windows(2).map(|w| k * w[0] * w[1] - w[1].sin()).collect()
}

#[grad(sparse_jacobian)]
fn constraints(x: &[f64], g: &mut [f64]) {
    for i in 1..x.len() {
        g[i - 1] = x[i] * x[i - 1];
    }
}

#[grad(sparse_jacobian)]
fn roots(x: &[f64]) -> Option<Vec<f64>> {
    x.iter().all(|x| *x >= 0.0).then_some(())?;
    Some(x.iter().map(|x| x.sqrt()).collect())
}

#[grad(sparse_hessian)]
fn energy(x: &[f64], k: f64) -> f64 {
    x.windows(2).map(|w| k * w[0] * w[1] * w[1]).sum()
}

const X: [f64; 4] = [1.0, 2.0, 3.0, 4.0];

#[test]
fn a_jacobian_and_the_value() {
    let coloring = ColumnColoring::new(residual_pattern(&X, 0.5));
    let mut values = vec![0.0; coloring.pattern().nnz()];
    let y = residual_sparse_jacobian_into(&X, 0.5, &coloring, &mut values).unwrap();
    assert_eq!(y, residual(&X, 0.5));
    assert_eq!(values, residual_sparse_jacobian(&X, 0.5, &coloring).unwrap().values());
}

#[test]
fn what_goes_in_and_out_is_as_it_was() {
    let mut g = [7.0; 3];
    let coloring = ColumnColoring::new(constraints_pattern(&X, &mut g));
    let mut values = [0.0; 6];
    constraints_sparse_jacobian_into(&X, &mut g, &coloring, &mut values).unwrap();
    assert_eq!((g, values), ([7.0; 3], [2.0, 1.0, 3.0, 2.0, 4.0, 3.0]));
}

#[test]
fn a_hessian_and_the_gradient() {
    let coloring = StarColoring::new(energy_hessian_pattern(&X, 0.5));
    let mut values = vec![0.0; coloring.pattern().nnz()];
    let gradient = energy_sparse_hessian_into(&X, 0.5, &coloring, &mut values).unwrap();
    assert_eq!(gradient, energy_grad(&X, 0.5));
    assert_eq!(values, energy_sparse_hessian(&X, 0.5, &coloring).unwrap().values());
}

#[test]
fn where_there_is_no_value_there_is_no_matrix() {
    let coloring = ColumnColoring::new(roots_pattern(&X).unwrap());
    let mut values = [0.0; 4];
    assert_eq!(roots_sparse_jacobian_into(&X, &coloring, &mut values), Some(Ok(roots(&X).unwrap())));
    assert_eq!((values[0], values[3]), (0.5, 0.25));
    assert_eq!(roots_sparse_jacobian_into(&[1.0, -1.0, 1.0, 1.0], &coloring, &mut values), None);
}

#[grad(sparse_jacobian)]
fn upwind(x: &[f64], v: f64) -> f64 {
    if v > 0.0 { v * x[0] } else { v * x[1] }
}

#[test]
fn of_another_path_nothing_is_written() {
    let coloring = ColumnColoring::new(upwind_pattern(&X, 1.0));
    let mut values = [5.0, 6.0];
    let mismatch = upwind_sparse_jacobian_into(&X, -1.0, &coloring, &mut values);
    assert_eq!((mismatch, values), (Err(PatternMismatch::Row(0)), [5.0, 6.0]));
}

#[test]
#[should_panic(expected = "the slice has 3 numbers, and the pattern has 6 cells")]
fn a_slice_of_another_length() {
    let coloring = ColumnColoring::new(constraints_pattern(&X, &mut [0.0; 3]));
    let _ = constraints_sparse_jacobian_into(&X, &mut [0.0; 3], &coloring, &mut [0.0; 3]);
}
