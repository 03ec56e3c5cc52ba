//! What code gives that is not looked into turns out to be memory after its `let`.

use autodiff::grad;

const START: [f64; 2] = [1.0, 2.0];

#[grad]
fn f(h: f64) -> f64 {
    let mut x = START.to_vec();
    let sum = |x: &[f64]| x[0] + x[1];
    let before = sum(&x);
    x[0] += h;
    x[0] * before
}

#[grad]
fn way_out(h: f64) -> f64 {
    let mut x: Vec<f64> = START.to_vec();
    let sum = |x: &[f64]| x[0] + x[1];
    let before = sum(&x);
    x[0] += h;
    x[0] * before
}

fn main() {}
