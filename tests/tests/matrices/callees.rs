//! Callees that change what they are given, and run for one lane after the other: in forward mode in place, in
//! reverse mode in the shadows that they add to.

use super::lanes::{N, compare};
use autodiff::{Lanes, grad};

#[grad(hvp)]
fn weigh(x: &[f64], k: f64) -> f64 {
    x[0] * k + x[1].sin() * x[0]
}

/// In place.
#[grad(hvp)]
fn shift(x: &mut [f64], by: f64) {
    for i in 1..x.len() {
        x[i - 1] += by * x[i] * x[i];
    }
}

/// What it is given grows, and another thing shrinks.
#[grad(hvp)]
fn pour(from: &mut Vec<f64>, to: &mut Vec<f64>, rate: f64) {
    let last = from.len() - 1;
    to.push(from[last] * rate);
    from.truncate(last);
    from[0] *= rate;
}

/// A number in place, and a value beside it.
#[grad(hvp)]
fn tick(time: &mut f64, step: f64) -> f64 {
    *time += step * step;
    time.sin() * step
}

/// Rows, integers beside them, and two results.
#[grad(hvp)]
fn mixed(rows: &[[f64; 2]], out: &mut [(f64, f64)], n: usize) -> ([f64; 1], [f64; 2]) {
    out[0].0 += rows[n][0] * rows[n][1];
    out[1].1 *= rows[0][1];
    ([out[0].0 * 2.0], [rows[n][1], out[1].1])
}

#[grad(hvp, jvp_n, vjp_n, hvp_n, jacobian, hessian)]
fn through(x: &[f64], k: f64) -> f64 {
    let mut y = x.to_vec();
    shift(&mut y, k);
    let first = y[0];
    shift(&mut y[1..], first);
    weigh(&y, k) * weigh(x, k * k)
}

#[grad(jvp_n, vjp_n)]
fn poured(x: &[f64], k: f64) -> Vec<f64> {
    let (mut from, mut to) = (x.to_vec(), vec![k]);
    for _ in 0..2 {
        pour(&mut from, &mut to, k);
    }
    to.extend_from_slice(&from);
    to
}

/// Of a callee that gives a number and changes something there are no lanes in reverse: where a seed is infinite, it
/// is asked for what it adds by the seed 1, and that would be multiplied in memory.
#[grad(jvp_n)]
fn ticked(x: [f64; 2]) -> [f64; 2] {
    let mut time = x[0];
    let mut sum = 0.0;
    for _ in 0..3 {
        sum += tick(&mut time, x[1]);
    }
    [sum, time]
}

#[grad(jvp_n, vjp_n)]
fn of_rows(rows: &[[f64; 2]], k: f64) -> ([f64; 2], f64) {
    let mut out = vec![(k, 1.0), (0.0, k * k)];
    let ([a], [b, c]): ([f64; 1], [f64; 2]) = mixed(rows, &mut out, 1);
    ([a * b, c], out[0].0 * out[1].1 + out[1].0)
}

/// Recursion, and what goes in and out of the function itself.
#[grad(hvp, jvp_n, vjp_n)]
fn halved(x: &mut [f64], k: f64) {
    let half = x.len() / 2;
    if half == 0 {
        x[0] *= k;
        return;
    }
    let (low, high) = x.split_at_mut(half);
    halved(low, k);
    halved(high, k * low[0]);
}

const X: [f64; 5] = [0.4, -0.9, 1.1, 0.3, 0.7];

#[test]
fn slices_that_change() {
    let like = (vec![0.0; 5], 0.0);
    compare(
        &like,
        |dot: (Vec<Lanes<N>>, Lanes<N>)| through_jvp_n(&X, 0.8, &dot.0, dot.1),
        |dot| through_jvp(&X, 0.8, &dot.0, dot.1),
    );
    compare(&0.0, |bar| through_vjp_n(&X, 0.8, bar), |bar| through_vjp(&X, 0.8, bar));
    let (along_x, along_k) = through_jacobian(&X, 0.8);
    let (x_bar, k_bar) = through_grad(&X, 0.8);
    super::assert_close(&along_x, &x_bar, 1e-15);
    super::assert_close(&[along_k], &[k_bar], 1e-15);
    let ((x_x, x_k), (k_x, k_k)) = through_hessian(&X, 0.8);
    for column in 0..6 {
        let mut dot = (vec![0.0; 5], 0.0);
        match dot.0.get_mut(column) {
            Some(x) => *x = 1.0,
            None => dot.1 = 1.0,
        }
        let (_, (x_bar, k_bar)) = through_hvp(&X, 0.8, &dot.0, dot.1);
        let ours = x_x.get(column).unwrap_or(&k_x);
        super::assert_close(ours, &x_bar, 1e-14);
        super::assert_close(&[*x_k.get(column).unwrap_or(&k_k)], &[k_bar], 1e-14);
    }
}

#[test]
fn vectors_that_grow_and_shrink() {
    compare(
        &(vec![0.0; 5], 0.0),
        |dot: (Vec<Lanes<N>>, Lanes<N>)| poured_jvp_n(&X, 0.8, &dot.0, dot.1),
        |dot| poured_jvp(&X, 0.8, &dot.0, dot.1),
    );
    compare(&vec![0.0; 6], |bar| poured_vjp_n(&X, 0.8, bar), |bar| poured_vjp(&X, 0.8, bar));
}

#[test]
fn numbers_that_change() {
    compare(&[0.0; 2], |dot| ticked_jvp_n([0.3, 0.6], dot), |dot| ticked_jvp([0.3, 0.6], dot));
}

#[test]
fn rows_and_tuples() {
    let rows = [[0.4, -0.9], [1.1, 0.3]];
    compare(
        &(vec![[0.0; 2]; 2], 0.0),
        |dot: (Vec<[Lanes<N>; 2]>, Lanes<N>)| of_rows_jvp_n(&rows, 0.8, &dot.0, dot.1),
        |dot| of_rows_jvp(&rows, 0.8, &dot.0, dot.1),
    );
    compare(&([0.0; 2], 0.0), |bar| of_rows_vjp_n(&rows, 0.8, bar), |bar| of_rows_vjp(&rows, 0.8, bar));
}

#[test]
fn in_place_and_recursive() {
    compare(
        &(vec![0.0; 5], 0.0),
        |mut dot: (Vec<Lanes<N>>, Lanes<N>)| {
            let mut x = X;
            halved_jvp_n(&mut x, 0.8, &mut dot.0, dot.1);
            (x, dot.0)
        },
        |mut dot| {
            let mut x = X;
            halved_jvp(&mut x, 0.8, &mut dot.0, dot.1);
            (x, dot.0)
        },
    );
    compare(
        &vec![0.0; 5],
        |mut bar: Vec<Lanes<N>>| {
            let mut x = X;
            let ((), k_bar) = ((), halved_vjp_n(&mut x, 0.8, &mut bar));
            (x, (bar, k_bar))
        },
        |mut bar| {
            let mut x = X;
            let k_bar = halved_vjp(&mut x, 0.8, &mut bar);
            (x, (bar, k_bar))
        },
    );
}
