//! The generated adjoints against those by hand.

use approx::assert_relative_eq;
use autodiff_kernels as kernels;
use autodiff_kernels::by_hand;

type Axpy = fn(f64, &[f64], &mut [f64], &mut f64, &mut [f64], &mut [f64]);
type Dot = fn(&[f64], &[f64], f64, &mut [f64], &mut [f64]) -> f64;
type Matvec = fn(&[f64], &[f64], &mut [f64], &mut [f64], &mut [f64], &mut [f64]);

const ROWS: usize = 13;
const COLUMNS: usize = 17;

/// Values without a pattern that a wrong derivative could hide in.
fn values(count: u32, phase: f64) -> Vec<f64> {
    (0..count).map(|k| (phase + 0.7 * f64::from(k)).sin() + 0.3).collect()
}

fn assert_close(left: &[f64], right: &[f64]) {
    assert_eq!(left.len(), right.len());
    for (left, right) in left.iter().zip(right) {
        assert_relative_eq!(left, right, max_relative = 1e-12, epsilon = 1e-12);
    }
}

/// All that the adjoint of `axpy` leaves behind.
fn run_axpy(adjoint: Axpy) -> Vec<f64> {
    let (x, mut y) = (values(17, 0.1), values(17, 0.2));
    let (mut a_bar, mut x_bar, mut y_bar) = (0.5, values(17, 0.3), values(17, 0.4));
    adjoint(1.5, &x, &mut y, &mut a_bar, &mut x_bar, &mut y_bar);
    [vec![a_bar], y, x_bar, y_bar].concat()
}

#[test]
fn axpy() {
    let expected = run_axpy(by_hand::axpy);
    assert_close(&run_axpy(kernels::axpy_by_index_vjp_into), &expected);
    assert_close(&run_axpy(kernels::axpy_by_iterators_vjp_into), &expected);
}

fn run_dot(adjoint: Dot) -> Vec<f64> {
    let (x, y) = (values(17, 0.1), values(17, 0.2));
    let (mut x_bar, mut y_bar) = (values(17, 0.3), values(17, 0.4));
    let value = adjoint(&x, &y, 1.5, &mut x_bar, &mut y_bar);
    [vec![value], x_bar, y_bar].concat()
}

#[test]
fn dot() {
    let expected = run_dot(by_hand::dot);
    assert_close(&run_dot(kernels::dot_by_index_vjp_into), &expected);
    assert_close(&run_dot(kernels::dot_by_iterators_vjp_into), &expected);
}

fn run_matvec(adjoint: Matvec) -> Vec<f64> {
    let (a, x, mut y) = (values(13 * 17, 0.1), values(17, 0.2), vec![0.0; ROWS]);
    let (mut a_bar, mut x_bar, mut y_bar) = (values(13 * 17, 0.3), vec![0.5; COLUMNS], values(13, 0.4));
    adjoint(&a, &x, &mut y, &mut a_bar, &mut x_bar, &mut y_bar);
    [y, a_bar, x_bar, y_bar].concat()
}

#[test]
fn matvec() {
    let expected = run_matvec(by_hand::matvec);
    assert_close(&run_matvec(kernels::matvec_by_index_vjp_into), &expected);
    assert_close(&run_matvec(kernels::matvec_by_iterators_vjp_into), &expected);
}
