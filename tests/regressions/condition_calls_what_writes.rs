//! The condition of a `while` calls a function that changes memory: neither mode
//! differentiated that call, and the derivative was as if nothing had changed.

use autodiff::grad;

#[grad(hvp)]
pub fn condition_calls_what_writes(x: &mut [f64]) -> f64 {
    let mut s = 0.0;
    while halved(x) > 0.3 {
        s += x[0] * x[1];
    }
    s
}

#[grad(hvp)]
fn halved(x: &mut [f64]) -> f64 {
    x[0] *= 0.5;
    x[0]
}

pub const POINTS: &[&[f64]] = &[&[2.9, 0.7], &[0.1, 1.3], &[10.3, -0.4]];
