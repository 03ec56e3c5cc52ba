//! What one function returns goes straight to another one, and nothing need be known of it: an array,
//! a vector, a number of an array.

use autodiff::grad;

#[grad(hvp, taylor)]
pub fn rotate(v: [f64; 2], t: f64) -> [f64; 2] {
    let (s, c) = t.sin_cos();
    [c * v[0] - s * v[1], s * v[0] + c * v[1]]
}

#[grad(hvp, taylor)]
pub fn stretch(v: &[f64; 2], k: f64) -> Vec<f64> {
    vec![k * v[0], v[1] / k, v[0] * v[1]]
}

#[grad(hvp, taylor)]
pub fn norm(v: [f64; 2]) -> f64 {
    (v[0] * v[0] + 2.0 * v[1] * v[1]).sqrt()
}

#[grad(hvp, taylor)]
pub fn sum(v: &[f64]) -> f64 {
    let mut sum = 0.0;
    for x in v {
        sum += x * x;
    }
    sum
}

#[grad(hvp, taylor)]
pub fn squashed(x: f64) -> f64 {
    x.tanh()
}

#[grad(hvp, taylor)]
pub fn squared(x: &f64) -> f64 {
    x * x
}

#[grad(hvp, taylor)]
pub fn call_hands_on(x: f64, y: f64) -> f64 {
    let direct = norm(rotate([x, y], 0.3 * x));
    let lent = sum(&stretch(&[x, y], 1.5));
    let number = squashed(norm([0.2 * x, y]));
    let turned = rotate([y, x], 0.2);
    let twice = norm(turned) * norm(rotate(turned, y));
    let inner = squashed(x);
    direct + lent + number + twice + squared(&inner)
}

pub const POINTS: &[(f64, f64)] = &[(1.2, 0.7), (-0.4, 1.9)];
