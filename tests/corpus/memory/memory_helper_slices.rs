//! A helper takes whole slices and parts of them, one to read and one to
//! write.

use autodiff::grad;

#[grad(hvp, taylor)]
fn accumulate(x: &[f64], y: &mut [f64], t: f64) {
    for i in 0..x.len() {
        y[i] += t * x[i] * y[i];
    }
}

#[grad(hvp, taylor, pullback)]
pub fn memory_helper_slices(x: &[f64], t: f64) -> f64 {
    let mut y = vec![t; x.len()];
    accumulate(x, &mut y, t);
    let head = y[0];
    accumulate(&x[1..], &mut y[1..], head);
    accumulate(&x[..1], &mut y[x.len() - 1..], t * t);
    head * y[0] * y[x.len() - 1]
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.6), (&[0.3], -0.9)];
