//! Systems of equations whose patterns are known (Moré, Garbow and Hillstrom 1981).

use autodiff::grad;
use autodiff::sparse::{ColumnColoring, Pattern};

/// Values at points that are nothing in particular.
#[allow(clippy::cast_precision_loss, reason = "small numbers")]
fn point(n: usize) -> Vec<f64> {
    (0..n).map(|i| 0.3 + ((i * 37) % 11) as f64 / 8.0).collect()
}

#[allow(clippy::cast_precision_loss, reason = "small numbers")]
#[grad(sparse_jacobian, jacobian)]
fn broyden_tridiagonal(x: &[f64]) -> Vec<f64> {
    let n = x.len();
    let mut y = vec![0.0; n];
    for i in 0..n {
        let mut sum = (3.0 - 2.0 * x[i]) * x[i] + 1.0;
        if i > 0 {
            sum -= x[i - 1];
        }
        if i + 1 < n {
            sum -= 2.0 * x[i + 1];
        }
        y[i] = sum;
    }
    y
}

#[test]
fn broyden_is_tridiagonal() {
    let n = 50;
    let band = (0..n).flat_map(|i: usize| (i.saturating_sub(1)..(i + 2).min(n)).map(move |j| (i, j)));
    let pattern = broyden_tridiagonal_pattern(&point(n));
    assert_eq!(pattern, Pattern::new(n, n, band));
    let coloring = ColumnColoring::new(pattern);
    assert_eq!(coloring.count(), 3);
    let jacobian = broyden_tridiagonal_sparse_jacobian(&point(n), &coloring).unwrap();
    assert_eq!(jacobian.to_dense(), broyden_tridiagonal_jacobian(&point(n)).concat());
    let x = point(n)[3];
    assert_eq!((jacobian.get(3, 2), jacobian.get(3, 3), jacobian.get(3, 4)), (-1.0, 3.0 - 2.0 * x - x * 2.0, -2.0));
}

/// The Bratu problem on a square: -Δu = λ eᵘ, by five points.
#[allow(clippy::cast_precision_loss, reason = "small numbers")]
#[grad(sparse_jacobian, jacobian)]
fn bratu(u: &[f64], #[constant] n: usize, lambda: f64) -> Vec<f64> {
    let h = 1.0 / (n + 1) as f64;
    let mut residual = vec![0.0; n * n];
    for row in 0..n {
        for column in 0..n {
            let at = row * n + column;
            let up = if row > 0 { u[at - n] } else { 0.0 };
            let down = if row + 1 < n { u[at + n] } else { 0.0 };
            let left = if column > 0 { u[at - 1] } else { 0.0 };
            let right = if column + 1 < n { u[at + 1] } else { 0.0 };
            residual[at] = 4.0 * u[at] - up - down - left - right - h * h * lambda * u[at].exp();
        }
    }
    residual
}

#[test]
fn bratu_has_five_points_and_a_parameter() {
    let n = 7;
    let (u, lambda) = (point(n * n), 3.5);
    let pattern = bratu_pattern(&u, n, lambda);
    let near = |i: usize, j: usize| {
        let [(a, b), (c, d)] = [(i / n, i % n), (j / n, j % n)];
        a.abs_diff(c) + b.abs_diff(d) <= 1
    };
    for (i, j) in (0..n * n).flat_map(|i| (0..n * n).map(move |j| (i, j))) {
        assert_eq!(pattern.contains(i, j), near(i, j), "{i} {j}");
    }
    // The parameter is the last column, and all rows have it.
    assert!((0..n * n).all(|i| pattern.contains(i, n * n)) && pattern.n_cols() == n * n + 1);
    let coloring = ColumnColoring::new(pattern);
    assert!(coloring.count() <= 9, "{}", coloring.count());
    let jacobian = bratu_sparse_jacobian(&u, n, lambda, &coloring).unwrap();
    let (along_u, along_lambda) = bratu_jacobian(&u, n, lambda);
    assert_eq!(jacobian.columns(0..n * n).to_dense(), along_u.concat());
    assert_eq!(jacobian.columns(n * n..n * n + 1).to_dense(), along_lambda);
}

/// A dense problem: sums of Chebyshev polynomials.
#[allow(clippy::cast_precision_loss, reason = "small numbers")]
#[grad(sparse_jacobian, jacobian)]
fn chebyquad(x: &[f64]) -> Vec<f64> {
    let n = x.len();
    let mut y = vec![0.0; n];
    for xj in x {
        let t = 2.0 * xj - 1.0;
        let (mut before, mut now) = (1.0, t);
        for yi in y.iter_mut() {
            *yi += now / n as f64;
            let next = 2.0 * t * now - before;
            before = now;
            now = next;
        }
    }
    for i in (1..n).step_by(2) {
        y[i] += 1.0 / ((i * i + 2 * i) as f64);
    }
    y
}

#[test]
fn chebyquad_is_dense() {
    let x = [0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.95];
    let pattern = chebyquad_pattern(&x);
    assert_eq!(pattern.nnz(), 49);
    let coloring = ColumnColoring::new(pattern);
    assert_eq!(coloring.count(), 7);
    let jacobian = chebyquad_sparse_jacobian(&x, &coloring).unwrap();
    assert_eq!(jacobian.to_dense(), chebyquad_jacobian(&x).concat());
}

/// An arrow: by columns it has as many colors as columns, as its first row has all of them.
#[grad(sparse_jacobian, jacobian)]
fn arrow(x: &[f64]) -> Vec<f64> {
    let mut y: Vec<f64> = x.iter().map(|xi| xi * x[0]).collect();
    y[0] = x.iter().map(|xi| xi * xi).sum();
    y
}

#[test]
fn an_arrow_is_dense_by_columns() {
    let x = point(9);
    let pattern = arrow_pattern(&x);
    let cells = (0..9).flat_map(|i| [(0, i), (i, i), (i, 0)]);
    assert_eq!(pattern, Pattern::new(9, 9, cells));
    let coloring = ColumnColoring::new(pattern);
    assert_eq!(coloring.count(), 9);
    assert_eq!(arrow_sparse_jacobian(&x, &coloring).unwrap().to_dense(), arrow_jacobian(&x).concat());
}

/// The extended Rosenbrock function as residuals.
#[grad(sparse_jacobian, jacobian)]
fn rosenbrock(x: &[f64]) -> Vec<f64> {
    let mut y = Vec::new();
    for pair in x.chunks_exact(2) {
        y.push(10.0 * (pair[1] - pair[0] * pair[0]));
        y.push(1.0 - pair[0]);
    }
    y
}

#[test]
fn rosenbrock_has_pairs() {
    let x = point(10);
    let pattern = rosenbrock_pattern(&x);
    let cells = (0..5).flat_map(|k| [(2 * k, 2 * k), (2 * k, 2 * k + 1), (2 * k + 1, 2 * k)]);
    assert_eq!(pattern, Pattern::new(10, 10, cells));
    let coloring = ColumnColoring::new(pattern);
    assert_eq!(coloring.count(), 2);
    assert_eq!(rosenbrock_sparse_jacobian(&x, &coloring).unwrap().to_dense(), rosenbrock_jacobian(&x).concat());
}

#[test]
fn what_is_zero_at_a_point_is_in_the_pattern() {
    // At zero, each product has a factor that is zero, and the derivatives along both are.
    let x = [0.0; 6];
    let pattern = arrow_pattern(&x);
    assert_eq!(pattern.nnz(), 16);
    let jacobian = arrow_sparse_jacobian(&x, &ColumnColoring::new(pattern)).unwrap();
    assert!(jacobian.values().iter().all(|value| *value == 0.0));
}

#[test]
fn a_pattern_of_another_size_is_an_error() {
    let coloring = ColumnColoring::new(broyden_tridiagonal_pattern(&point(5)));
    let error = broyden_tridiagonal_sparse_jacobian(&point(6), &coloring).unwrap_err();
    assert!(error.to_string().starts_with("the pattern has 5 columns, and the arguments have 6 floats"), "{error}");
    assert_eq!(broyden_tridiagonal_pattern(&[]), Pattern::new(0, 0, []));
}

/// Rows of a grid are vectors.
#[grad(sparse_jacobian, jacobian)]
fn of_a_grid(u: &[Vec<f64>], k: f64) -> Vec<Vec<f64>> {
    let (rows, columns) = (u.len(), u[0].len());
    let mut r = vec![vec![0.0; columns]; rows];
    for i in 1..rows - 1 {
        for j in 1..columns - 1 {
            let around = u[i - 1][j] + u[i + 1][j] + u[i][j - 1] + u[i][j + 1];
            r[i][j] = around - 4.0 * u[i][j] + k * u[i][j].exp();
        }
    }
    r
}

#[test]
fn a_grid_of_vectors() {
    let u: Vec<Vec<f64>> = (0..4).map(|i| (0..3).map(|j| f64::from(i * 3 + j) * 0.1).collect()).collect();
    let pattern = of_a_grid_pattern(&u, 0.5);
    assert_eq!(pattern.nnz(), 2 * 6);
    let ours = of_a_grid_sparse_jacobian(&u, 0.5, &ColumnColoring::new(pattern)).unwrap();
    let (along_u, along_k) = of_a_grid_jacobian(&u, 0.5);
    for (row, (along_u, along_k)) in along_u.concat().into_iter().zip(along_k.concat()).enumerate() {
        for (column, expected) in along_u.concat().into_iter().chain([along_k]).enumerate() {
            assert!((ours.get(row, column) - expected).abs() < 1e-12);
        }
    }
}

#[test]
#[should_panic(expected = "`u_dot[1]` has length 1, but `u[1]` has length 2")]
fn a_tangent_with_a_shorter_row() {
    let (u, zero) = ([vec![0.0; 2], vec![0.0; 2]], autodiff::Lanes::<1>::ZERO);
    of_a_row_jvp_n(&u, &[vec![zero; 2], vec![zero]]);
}

#[grad(jvp_n)]
fn of_a_row(u: &[Vec<f64>]) -> f64 {
    u[1][0] * u[0][0]
}
