//! What a helper returns goes straight into the next call of it: arrays, tuples and
//! vectors, whose types the macro does not see at the call.

use autodiff::grad;

#[grad(hvp, taylor)]
fn turned(v: [f64; 2], angle: f64) -> [f64; 2] {
    let (s, c) = angle.sin_cos();
    [c * v[0] - s * v[1], s * v[0] + c * v[1] * v[0]]
}

#[grad(hvp, taylor)]
fn product((a, b): (f64, f64)) -> (f64, f64) {
    (a * b, b + a * a)
}

#[grad(hvp, taylor)]
fn squares(x: Vec<f64>) -> Vec<f64> {
    x.iter().map(|v| v * v).collect()
}

#[grad(hvp, taylor)]
pub fn call_of_a_call(x: f64, y: f64) -> f64 {
    let v = turned(turned(turned([x, y], 0.3), y), x);
    let a = product((x, y));
    let (p, q) = product(product(a));
    let s: f64 = squares(squares(vec![x, v[1]])).iter().sum();
    v[0] * v[1] + p * q + s
}

pub const POINTS: &[(f64, f64)] = &[(0.7, -0.4), (0.8, 0.9)];
