//! Arrays of structs that a closure fills.

use autodiff::{Differentiable, grad};
use autodiff_tests::data::agree;
use autodiff_tests::modes;

#[derive(Clone, Copy, Debug, Differentiable)]
struct Body {
    x: f64,
    v: f64,
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct State {
    q: [f64; 3],
}

#[grad(hvp)]
fn step(s: &[Body; 3], h: f64) -> [Body; 3] {
    std::array::from_fn(|i| Body { x: s[i].x + h * s[i].v, v: s[i].v - h * s[i].x })
}

#[grad(hvp)]
fn scaled(s: &State, h: f64) -> State {
    let q: [f64; 3] = std::array::from_fn(|i| s.q[i] * h * s.q[2 - i]);
    State { q }
}

#[grad(hvp)]
fn swung(p: [f64; 3], h: f64) -> f64 {
    let mut bodies: [Body; 3] = std::array::from_fn(|i| Body { x: p[i], v: p[0] * i as f64 });
    for _ in 0..4 {
        bodies = step(&bodies, h);
    }
    let s: State = scaled(&State { q: p }, h);
    bodies.iter().map(|b| b.x * b.v).sum::<f64>() + s.q[0] * s.q[1]
}

#[test]
fn structs() {
    let modes =
        modes!(swung, swung_jvp, swung_grad, swung_hvp, |at: ([f64; 3], f64), dot| (at.0, at.1), (dot.0, dot.1));
    agree("swung", &modes, &([0.4, -0.3, 1.2], 0.2));
}
