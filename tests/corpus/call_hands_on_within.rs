//! Results that are handed on within loops and branches, lent several times, by methods and from
//! constants, and tuples.

use autodiff::grad;

const SIDES: [f64; 2] = [1.0, 2.0];

pub struct Frame {
    pub angle: f64,
}

impl Frame {
    #[grad(hvp)]
    pub fn turned(&self, v: &[f64; 2], t: f64) -> [f64; 2] {
        let (s, c) = (self.angle * t).sin_cos();
        [c * v[0] - s * v[1], s * v[0] + c * v[1]]
    }

    #[grad(hvp)]
    pub fn length(&self, v: &[f64; 2]) -> f64 {
        (v[0] * v[0] + v[1] * v[1]).sqrt()
    }

    #[grad(hvp)]
    pub fn seen(&self, x: f64, y: f64) -> f64 {
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

#[grad(hvp)]
pub fn total(v: &[f64], k: f64) -> f64 {
    let mut sum = 0.0;
    for x in v {
        sum += k * x * x;
    }
    sum
}

#[grad(hvp)]
pub fn scaled(v: &[f64], k: f64) -> Vec<f64> {
    v.iter().map(|x| k * x.sin()).collect()
}

#[grad(hvp)]
pub fn half(x: f64) -> f64 {
    x / 2.0
}

#[grad(hvp)]
pub fn call_hands_on_within(x: f64, y: f64, n: usize) -> f64 {
    let frame = Frame { angle: 0.5 };
    let mut all = Frame::seen(&frame, x, y) + spread(&polar(&(x, y))) + difference(swapped((x, y)));
    let row = [x, y, x * y];
    for i in 0..n {
        let v = scaled(&row, y + i as f64);
        all += total(&v, x) - 0.5 * total(&v, 2.0);
        if i == 1 {
            all *= half(total(&scaled(&[x, 0.3], 1.0), y));
        } else {
            all += total(&scaled(&SIDES, 3.0), y);
        }
    }
    all
}

pub const POINTS: &[(f64, f64, usize)] = &[(1.2, 0.7, 3), (-0.4, 1.9, 0), (0.3, -0.8, 1)];
