//! A helper changes a slice, an array and a scalar, and returns something too.

use autodiff::grad;

#[grad(hvp, taylor)]
fn advance(x: &mut [f64], v: &mut [f64; 2], time: &mut f64, dt: f64) -> f64 {
    for k in 0..2 {
        v[k] -= x[k].sin() * dt;
        x[k] += v[k] * dt;
    }
    *time += dt;
    v[0] * v[1]
}

#[grad(hvp, taylor)]
pub fn memory_helper_in_out(x: &mut [f64], mut v: [f64; 2], dt: f64, steps: usize) -> f64 {
    let mut time = 0.0;
    let mut work = 0.0;
    for _ in 0..steps {
        work += advance(x, &mut v, &mut time, dt) * time;
    }
    work + v[0] * time
}

pub const POINTS: &[(&[f64], [f64; 2], f64, usize)] =
    &[(&[0.7, -0.4], [0.5, 0.9], 0.3, 2), (&[0.2, 1.1], [-0.6, 0.8], 0.5, 1), (&[0.2, 1.1], [-0.6, 0.8], 0.5, 0)];
