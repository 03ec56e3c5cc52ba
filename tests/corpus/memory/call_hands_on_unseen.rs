//! Results that are handed on by methods, tuples, and what is taken as a constant and matched on.

use autodiff::grad;

pub struct Frame {
    pub angle: f64,
}

impl Frame {
    #[grad(hvp)]
    pub fn turned(#[constant] &self, v: &[f64; 2], t: f64) -> [f64; 2] {
        let (s, c) = (self.angle * t).sin_cos();
        [c * v[0] - s * v[1], s * v[0] + c * v[1]]
    }

    #[grad(hvp)]
    pub fn length(#[constant] &self, v: &[f64; 2]) -> f64 {
        (v[0] * v[0] + v[1] * v[1]).sqrt()
    }

    #[grad(hvp)]
    pub fn seen(#[constant] &self, x: f64, y: f64) -> f64 {
        self.length(&self.turned(&[x, y], x))
    }
}

#[grad(hvp)]
pub fn polar(p: &(f64, f64)) -> (f64, f64) {
    (p.0.hypot(p.1), p.0 * p.1)
}

#[grad(hvp)]
pub fn spread(p: &(f64, f64)) -> f64 {
    p.0 * p.1
}

#[grad(hvp)]
pub fn swapped(p: (f64, f64)) -> (f64, f64) {
    (p.1, p.0.sin())
}

#[grad(hvp)]
pub fn difference(p: (f64, f64)) -> f64 {
    p.0 * p.0 - p.1
}

#[derive(Clone, Copy)]
pub enum Side {
    Left,
    Right,
}

fn side(x: f64) -> Side {
    if x > 0.0 { Side::Right } else { Side::Left }
}

#[grad(hvp, pullback)]
pub fn call_hands_on_unseen(x: f64, y: f64) -> f64 {
    let frame = Frame { angle: 0.5 };
    let all = Frame::seen(&frame, x, y) + spread(&polar(&(x, y))) + difference(swapped((x, y)));
    #[constant]
    let side: Side = side(x);
    match side {
        Side::Left => all * x,
        Side::Right => all * y,
    }
}

pub const POINTS: &[(f64, f64)] = &[(1.2, 0.7), (-0.4, 1.9)];
