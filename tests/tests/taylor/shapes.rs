//! Memory, calls, tuples, methods.

use super::assert_close;
use autodiff::{Series, grad};

#[grad(taylor)]
fn cube(x: f64) -> f64 {
    x * x * x
}

#[grad(taylor)]
fn scale(values: &mut [f64], factor: f64) {
    for value in values {
        *value *= factor;
    }
}

#[grad(taylor)]
fn first<const N: usize>(values: &[f64; N], (a, b): (f64, f64)) -> (f64, [f64; 2]) {
    (values[0] * a, [values[N - 1] * b, 1.0])
}

/// Calls that take a number, memory that they change, tuples, and numbers that do not move.
#[grad(taylor)]
fn through_calls(x: &[f64], y: f64) -> f64 {
    let mut local = vec![y; 2];
    local.extend_from_slice(x);
    scale(&mut local, y);
    let mut fixed = [1.0, 2.0];
    scale(&mut fixed, 3.0);
    let (d, [e, _]) = first(&fixed, (y, y));
    let (a, [b, c]) = first::<2>(&[local[0], cube(2.0)], (x[0], 0.5));
    a + b * c + d * e + cube(y) + local.iter().sum::<f64>() + cube(local[2])
}

#[test]
fn a_callee_is_asked_for_its_series() {
    let x = [0.5, -1.5];
    let (v, w) = ([0.25, -0.75], 0.5);
    let (value, series) = through_calls_taylor(&x, 0.8, &v.map(Series::<4>::along), Series::along(w));
    assert_eq!(value.to_bits(), through_calls(&x, 0.8).to_bits());
    for t in [0.01, -0.01] {
        let moved = [x[0] + t * v[0], x[1] + t * v[1]];
        // A polynomial of degree 6 in t.
        assert_close(series.at(value, t), through_calls(&moved, 0.8 + t * w), 1e-11);
    }
}

#[grad(taylor)]
fn by_reference(x: &f64, (a, b): &(f64, f64)) -> f64 {
    x * a * b
}

#[grad(taylor)]
fn lends(x: f64) -> f64 {
    by_reference(&2.0, &(x, 3.0)) + by_reference(&x, &(x, x))
}

#[test]
fn a_number_that_is_lent_does_not_move() {
    assert_eq!(lends_taylor(2.0, Series::<3>::along(1.0)), (20.0, Series::from([18.0, 6.0, 1.0])));
}

#[test]
fn what_goes_in_and_out_moves_on() {
    let mut values = [1.0, 2.0];
    let mut moving = [Series::<3>::along(1.0), Series::ZERO];
    scale_taylor(&mut values, 3.0, &mut moving, Series::along(0.5));
    assert_eq!(values, [3.0, 6.0]);
    assert_eq!(moving, [Series::from([3.5, 0.5, 0.0]), Series::along(1.0)]);
}

struct Spring {
    stiffness: f64,
}

#[grad(taylor)]
impl Spring {
    fn energy(#[constant] &self, x: f64) -> f64 {
        self.stiffness * self.squared(x) / 2.0
    }

    fn squared(#[constant] &self, x: f64) -> f64 {
        x * x
    }
}

#[test]
fn a_method_of_a_constant() {
    let spring = Spring { stiffness: 3.0 };
    assert_eq!(spring.energy_taylor(2.0, Series::along(1.0)), (6.0, Series::from([6.0, 1.5, 0.0])));
}

#[grad(taylor)]
fn recursive(x: f64, n: u32) -> f64 {
    if n == 0 { 1.0 } else { x * recursive(x, n - 1) }
}

#[test]
fn a_function_of_itself() {
    let (value, series) = recursive_taylor(2.0, 4, Series::<5>::along(1.0));
    assert_eq!((value, series), (16.0, Series::from([32.0, 24.0, 8.0, 1.0, 0.0])));
    assert_eq!(recursive_taylor::<2>(2.0, 0, Series::along(1.0)), (1.0, Series::ZERO));
}

#[grad(taylor)]
fn logarithm(x: f64) -> Option<f64> {
    if x > 0.0 { Some(x.ln()) } else { None }
}

#[test]
fn where_there_is_a_value_there_is_a_series() {
    assert_eq!(logarithm_taylor(1.0, Series::<2>::along(1.0)), Some((0.0, Series::from([1.0, -0.5]))));
    assert_eq!(logarithm_taylor(-1.0, Series::<2>::along(1.0)), None);
}

#[grad(taylor)]
fn of_rows(rows: &[Vec<f64>], k: f64) -> Vec<Vec<f64>> {
    rows.iter().map(|row| row.iter().map(|x| k * x * x).collect()).collect()
}

#[test]
fn rows_that_are_vectors() {
    let (value, series) =
        of_rows_taylor(&[vec![3.0], vec![]], 2.0, &[vec![Series::<3>::along(1.0)], vec![]], Series::ZERO);
    assert_eq!((value, series), (vec![vec![18.0], vec![]], vec![vec![Series::from([12.0, 2.0, 0.0])], vec![]]));
}
