//! Arguments and results of other types than slices and vectors.

use autodiff::grad;
use autodiff::sparse::{ColumnColoring, Pattern};

/// Residuals in place, as solvers ask for them.
#[grad(sparse_jacobian)]
fn residual(x: &[f64], out: &mut [f64]) {
    for i in 0..x.len() {
        out[i] = x[i] * x[i] - x[(i + 1) % x.len()];
    }
}

#[test]
fn what_is_written_has_rows_and_columns() {
    let (x, mut out) = ([1.0, 2.0, 3.0], [7.0; 3]);
    let pattern = residual_pattern(&x, &mut out);
    // What was there before has columns of its own, and nothing depends on it.
    let along_x = Pattern::new(3, 3, (0..3).flat_map(|i| [(i, i), (i, (i + 1) % 3)]));
    assert_eq!((pattern.n_rows(), pattern.n_cols(), pattern.columns(0..3)), (3, 6, along_x));
    assert_eq!(pattern.columns(3..6).nnz(), 0);
    let jacobian = residual_sparse_jacobian(&x, &mut out, &ColumnColoring::new(pattern)).unwrap();
    assert_eq!(jacobian.columns(0..3).to_dense(), [2.0, -1.0, 0.0, 0.0, 4.0, -1.0, -1.0, 0.0, 6.0]);
}

/// In and out, and a value besides.
#[grad(sparse_jacobian)]
fn scaled(state: &mut [f64], k: f64) -> f64 {
    for at in 0..state.len() {
        state[at] *= k;
    }
    state[0]
}

#[test]
fn the_value_has_the_first_row() {
    let mut state = [1.0, 2.0];
    let pattern = scaled_pattern(&mut state, 3.0);
    assert_eq!(pattern, Pattern::new(3, 3, [(0, 0), (0, 2), (1, 0), (1, 2), (2, 1), (2, 2)]));
    let mut state = [1.0, 2.0];
    let jacobian = scaled_sparse_jacobian(&mut state, 3.0, &ColumnColoring::new(pattern)).unwrap();
    assert_eq!(jacobian.to_dense(), [3.0, 0.0, 1.0, 3.0, 0.0, 1.0, 0.0, 3.0, 2.0]);
}

#[grad(sparse_jacobian)]
fn mixed(p: [f64; 2], (a, b): (f64, f64), rows: &[[f64; 2]]) -> (f64, [f64; 2], Vec<f64>) {
    (p[0] * a, [b, p[1]], rows.iter().map(|[u, v]| u * v).collect())
}

#[test]
fn columns_are_the_floats_of_the_arguments_in_order() {
    let (p, ab, rows) = ([1.0, 2.0], (3.0, 4.0), [[5.0, 6.0], [7.0, 8.0]]);
    let pattern = mixed_pattern(p, ab, &rows);
    let cells = [(0, 0), (0, 2), (1, 3), (2, 1), (3, 4), (3, 5), (4, 6), (4, 7)];
    assert_eq!(pattern, Pattern::new(5, 8, cells));
    let jacobian = mixed_sparse_jacobian(p, ab, &rows, &ColumnColoring::new(pattern)).unwrap();
    assert_eq!(jacobian.values(), [3.0, 1.0, 1.0, 1.0, 6.0, 5.0, 8.0, 7.0]);
}

#[grad(sparse_jacobian, wrt(x))]
fn along_one(x: &[f64], k: f64) -> Option<Vec<f64>> {
    let first = x.first()?;
    Some(x.iter().map(|x| x * first * k).collect())
}

#[test]
fn a_function_that_may_fail_has_an_option_of_it() {
    assert_eq!(along_one_pattern(&[], 1.0), None);
    let pattern = along_one_pattern(&[2.0, 3.0], 2.0).unwrap();
    assert_eq!(pattern, Pattern::new(2, 2, [(0, 0), (1, 0), (1, 1)]));
    let jacobian = along_one_sparse_jacobian(&[2.0, 3.0], 2.0, &ColumnColoring::new(pattern)).unwrap().unwrap();
    assert_eq!(jacobian.values(), [8.0, 6.0, 4.0]);
}

/// A grid of which the type says its extent.
#[grad(sparse_jacobian)]
fn ring<const N: usize>(x: [f64; N]) -> [f64; N] {
    let mut y = [0.0; N];
    for i in 0..N {
        y[i] = x[i] - x[(i + 1) % N] * x[i];
    }
    y
}

#[test]
fn extents_may_be_parameters() {
    let pattern = ring_pattern([1.0, 2.0, 3.0]);
    assert_eq!(pattern, Pattern::new(3, 3, (0..3).flat_map(|i| [(i, i), (i, (i + 1) % 3)])));
    let jacobian = ring_sparse_jacobian([1.0, 2.0, 3.0], &ColumnColoring::new(pattern)).unwrap();
    assert_eq!(jacobian.to_dense(), [-1.0, -1.0, 0.0, 0.0, -2.0, -2.0, -3.0, 0.0, 0.0]);
}

struct Grid {
    spacing: f64,
}

#[grad(sparse_jacobian)]
impl Grid {
    fn slopes(#[constant] &self, u: &[f64]) -> Vec<f64> {
        u.windows(2).map(|pair| (pair[1] - pair[0]) / self.spacing).collect()
    }
}

#[test]
fn methods_have_patterns() {
    let grid = Grid { spacing: 0.5 };
    let pattern = grid.slopes_pattern(&[1.0, 2.0, 4.0]);
    assert_eq!(pattern, Pattern::new(2, 3, [(0, 0), (0, 1), (1, 1), (1, 2)]));
    let jacobian = grid.slopes_sparse_jacobian(&[1.0, 2.0, 4.0], &ColumnColoring::new(pattern)).unwrap();
    assert_eq!(jacobian.values(), [-2.0, 2.0, -2.0, 2.0]);
}
