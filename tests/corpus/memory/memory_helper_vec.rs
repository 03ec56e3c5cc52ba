//! A helper returns a `Vec`, which goes into the next call of it.

use autodiff::grad;

#[grad(hvp, taylor)]
fn integrate(x: &[f64], start: f64) -> Vec<f64> {
    let mut sums = vec![start];
    for i in 0..x.len() {
        let last = sums[i];
        sums.push(last + x[i] * last);
    }
    sums
}

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn memory_helper_vec(x: &[f64], start: f64) -> f64 {
    let once = integrate(x, start);
    let twice = integrate(&once, start * start);
    twice[once.len()].sin() * once[x.len()]
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 0.9], 0.6), (&[0.3], -0.9), (&[], 0.5)];
