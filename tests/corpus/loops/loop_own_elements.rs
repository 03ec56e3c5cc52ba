//! Iterations that set elements of their own, from any index on, beside such that read what another has set.

use autodiff::grad;

/// From one on, and beside it what stands before.
#[grad(hvp)]
pub fn chain(x: &[f64], y: &[f64], rates: &mut [f64]) {
    rates[0] = x[0];
    for i in 1..x.len() {
        rates[i] = x[i] * y[i - 1];
    }
}

/// From a number of the caller's on, which may be too large; the index is read.
#[grad(hvp)]
pub fn shifted(x: &[f64], m: usize, out: &mut [f64]) {
    for i in m..x.len() {
        out[i - m] = x[i] * out[i - m] * i as f64;
    }
    for i in (1..x.len()).rev() {
        out[i] *= x[i - 1].sin();
    }
}

/// Rows of a matrix, of which each is set by a loop of its own.
#[grad(hvp)]
pub fn rows(x: &[f64], table: &mut [f64]) {
    for i in 1..x.len() {
        for j in 0..x.len() {
            table[i * x.len() + j] *= x[j] * x[i - 1];
        }
    }
}

/// Each reads what the one before has set.
#[grad(hvp)]
pub fn powers(x: &[f64], y: &mut [f64]) {
    for i in 1..y.len() {
        y[i] = y[i - 1] * x[i];
    }
}

/// Several iterations set the same element.
#[grad(hvp)]
pub fn halves(x: &[f64], y: &mut [f64]) {
    for i in 1..y.len() {
        y[i / 2] = y[i / 2] * x[i] + y[i];
    }
}

#[grad(hvp, pullback)]
pub fn loop_own_elements(x: &[f64], m: usize) -> f64 {
    let n = x.len();
    let mut y = x.to_vec();
    let mut rates = vec![1.0; n];
    chain(x, &y, &mut rates);
    shifted(x, m, &mut rates);
    powers(&rates, &mut y);
    halves(&rates, &mut y);
    let mut table = vec![0.5; n * n];
    rows(&y, &mut table);
    let mut sum = 0.0;
    for v in &table {
        sum += v * v;
    }
    sum + y[0] * y[n - 1]
}

pub const POINTS: &[(&[f64], usize)] =
    &[(&[0.7, -0.4, 1.2, 0.3], 1), (&[0.9], 0), (&[0.5, 1.3, -0.6], 2), (&[0.8, -1.1], 5)];
