//! What a pattern says of a function that takes another path at another point.

use autodiff::grad;
use autodiff::sparse::{ColumnColoring, PatternMismatch, StarColoring};

/// Each element by the larger of its neighbours: which it is, is a choice.
#[grad(sparse_jacobian, jacobian)]
fn largest(x: &[f64]) -> Vec<f64> {
    let mut y = vec![0.0; x.len()];
    for i in 0..x.len() {
        y[i] = x[i].max(x[(i + 1) % x.len()]) + x[i].abs();
    }
    y
}

/// Arithmetic alone is in both arms.
#[grad(sparse_jacobian, jacobian)]
fn upwind(u: &[f64]) -> Vec<f64> {
    let n = u.len();
    let mut flux = vec![0.0; n];
    for i in 0..n {
        let (left, right) = (u[i], u[(i + 1) % n]);
        flux[i] = if left + right > 0.0 { 0.5 * left * left } else { right * right - 1.0 };
    }
    flux
}

#[test]
fn a_choice_has_the_cells_of_both_arms() {
    let x = [3.0, -1.0, 2.0, 0.5, -4.0];
    let pattern = largest_pattern(&x);
    assert!((0..5).all(|i| pattern.row(i).len() == 2), "{pattern:?}");
    let other: Vec<f64> = x.iter().map(|x| -x).collect();
    assert_eq!(largest_pattern(&other), pattern);
    let coloring = ColumnColoring::new(pattern);
    for x in [&x[..], &other] {
        assert_eq!(largest_sparse_jacobian(x, &coloring).unwrap().to_dense(), largest_jacobian(x).concat());
    }
    let pattern = upwind_pattern(&x);
    assert!((0..5).all(|i| pattern.row(i).len() == 2), "{pattern:?}");
    let coloring = ColumnColoring::new(pattern);
    for x in [&x[..], &other] {
        assert_eq!(upwind_sparse_jacobian(x, &coloring).unwrap().to_dense(), upwind_jacobian(x).concat());
    }
}

/// What is read in an arm is read there alone: an index may be out of bounds in the other case.
#[grad(sparse_jacobian, jacobian)]
fn jumps(x: &[f64]) -> Vec<f64> {
    let mut y = vec![0.0; 4];
    for i in 0..4 {
        if x[i] > 0.0 {
            y[i] = x[i] * x[4];
        } else {
            y[i] = x[i] * x[x.len() - 1];
        }
    }
    y
}

#[test]
fn a_pattern_of_another_path_is_an_error() {
    let (above, below) = ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [-1.0, 2.0, -3.0, 4.0, 5.0, 6.0]);
    let coloring = ColumnColoring::new(jumps_pattern(&above));
    assert_eq!(jumps_sparse_jacobian(&above, &coloring).unwrap().to_dense(), jumps_jacobian(&above).concat());
    let error = jumps_sparse_jacobian(&below, &coloring).unwrap_err();
    assert_eq!(error, PatternMismatch::Row(0));
    assert!(error.to_string().contains("row 0 of the matrix depends on something that is not in the pattern"));
    // Both paths.
    let both = ColumnColoring::new(jumps_pattern(&above).union(&jumps_pattern(&below)));
    for x in [above, below] {
        assert_eq!(jumps_sparse_jacobian(&x, &both).unwrap().to_dense(), jumps_jacobian(&x).concat());
    }
}

#[grad(sparse_hessian, hessian)]
fn energy(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() {
        let j = if x[i] > 0.0 { 0 } else { x.len() - 1 };
        sum += x[i] * x[i] * x[j];
    }
    sum
}

#[test]
fn a_hessian_proves_itself_too() {
    let (above, below) = ([1.0, 2.0, 3.0, 4.0], [1.0, 2.0, -3.0, 4.0]);
    let coloring = StarColoring::new(energy_hessian_pattern(&above));
    assert_eq!(energy_sparse_hessian(&above, &coloring).unwrap().to_dense(), energy_hessian(&above).concat());
    assert!(energy_sparse_hessian(&below, &coloring).is_err());
}

/// Its adjoint is zero where `a` is, and the pattern has the cells all the same.
#[grad(sparse_hessian, hessian)]
fn faded(a: f64, x: f64, y: f64) -> f64 {
    let product = x * y;
    a * product.sin() + product.max(a * x)
}

#[test]
fn an_adjoint_that_is_zero_has_its_cells() {
    let pattern = faded_hessian_pattern(0.0, 0.7, 0.2);
    let coloring = StarColoring::new(pattern.clone());
    for (a, x, y) in [(0.0, 0.7, 0.2), (1.3, 0.7, 0.2), (-1.0, 0.0, 0.3)] {
        let ((aa, ax, ay), (_, xx, xy), (_, _, yy)) = faded_hessian(a, x, y);
        let hessian = faded_sparse_hessian(a, x, y, &coloring).unwrap();
        assert_eq!(hessian.to_dense(), [aa, ax, ay, ax, xx, xy, ay, xy, yy]);
        assert!(faded_hessian_pattern(a, x, y).nnz() <= pattern.nnz());
    }
}
