//! The result of a call, of unknown type, that a loop then writes into: the
//! loop carried it as a scalar.

use autodiff::grad;

#[grad(hvp)]
fn doubled(x: &[f64; 2]) -> [f64; 2] {
    [2.0 * x[0], x[1] * x[1]]
}

#[grad(hvp)]
pub fn call_result_carried(x: [f64; 2], a: f64) -> f64 {
    let mut p = doubled(&x);
    for k in 0..2 {
        p[k] += a * x[k];
    }
    p[0] * p[1]
}

pub const POINTS: &[([f64; 2], f64)] = &[([0.7, -0.4], 1.3)];
