//! What a callee could write an active value into is seen by the macro, or refused.

use autodiff::grad;

const START: [f64; 2] = [0.5, 0.6];

#[grad]
fn put(v: &mut [f64], x: f64) {
    v[0] = x;
}

#[grad]
fn f(x: f64) -> f64 {
    let mut v = (START, 1.0);
    put(&mut v.0, x);
    v.0[0]
}

fn main() {}
