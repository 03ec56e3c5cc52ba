//! A helper in an arm of which the adjoint reads a record, and nobody the value: what stands on the tape
//! is put there where the arm is.

use autodiff::grad;

#[grad(hvp)]
fn waves(x: &[f64], a: f64) -> f64 {
    let mut s: f64 = 0.0;
    for i in 0..x.len() {
        s += (x[i] * a).sin();
    }
    s * s.cos()
}

#[grad(hvp)]
fn shifted(x: &[f64], y: &mut [f64]) -> f64 {
    let mut s = 0.3;
    if x[0] > 0.0 {
        s += waves(x, x[0] * x[0]);
    }
    for i in 0..y.len() {
        y[i] += x[i];
    }
    s
}

#[grad(hvp)]
pub fn memory_helper_in_arm(x: &[f64], y: &mut [f64]) -> f64 {
    let a = shifted(x, y);
    let b = if y[0] > 1.0 { waves(y, a) } else { y[0] * a };
    a * b + shifted(y, &mut [a, b])
}

pub const POINTS: &[(&[f64], &[f64])] =
    &[(&[0.7, -0.4], &[0.5, 0.9]), (&[-0.2, 1.1], &[0.6, 0.8]), (&[1.2, 0.3], &[-0.1, 0.4])];
