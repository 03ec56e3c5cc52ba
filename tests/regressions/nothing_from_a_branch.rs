//! Calls that give nothing, as the last expression of an arm: they were taken to give a
//! float.

use autodiff::grad;

/// Scales in place.
#[grad(hvp)]
pub fn scaled(x: &mut [f64], a: f64) {
    for v in x.iter_mut() {
        *v *= a;
    }
}

/// Squares in place.
#[grad(hvp)]
pub fn squared(x: &mut [f64]) {
    for v in x.iter_mut() {
        *v *= *v;
    }
}

#[grad(hvp)]
pub fn nothing_from_a_branch(x: &[f64; 3], a: f64, k: usize) -> f64 {
    let mut y = *x;
    match k {
        0 => scaled(&mut y, a),
        1 => squared(&mut y),
        _ => (),
    }
    if y[0] > 1.0 {
        scaled(&mut y, 0.5)
    } else {
        squared(&mut y)
    }
    y[0] * y[2] + a
}

pub const POINTS: &[([f64; 3], f64, usize)] =
    &[([0.5, 1.0, 2.0], 1.5, 0), ([0.5, 1.0, 2.0], 3.0, 0), ([1.7, 0.3, -2.0], 0.5, 1), ([0.6, 0.3, -2.0], 0.5, 2)];
