//! A table goes to helpers that return a tuple, an array, or write into memory.

use autodiff::grad;

const WEIGHTS: [f64; 3] = [0.5, -1.0, 2.0];

#[grad(hvp)]
fn moments(w: &[f64], x: f64) -> (f64, f64) {
    (w[0] * x + w[1] * x * x, w[2] * x)
}

#[grad(hvp)]
fn spread(w: &[f64], x: f64) -> [f64; 2] {
    [w[0] * x, w[1] * x.exp()]
}

#[grad(hvp)]
fn weigh(w: &[f64], x: &[f64], out: &mut [f64]) {
    for i in 0..2 {
        out[i] += w[i] * x[i] * x[i];
    }
}

#[grad(hvp, pullback)]
pub fn memory_table_to_helper(x: &[f64]) -> f64 {
    let (a, b) = moments(&WEIGHTS, x[0]);
    let c = spread(&WEIGHTS[1..], x[1] * a);
    let mut out = [b, 1.0];
    weigh(&WEIGHTS, x, &mut out);
    a * b + c[0] * c[1] + out[0] * out[1]
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.4], &[-0.3, 0.8]];
