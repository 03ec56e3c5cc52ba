//! `for_each` with a closure that changes what it is given, and what it
//! captures.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn iter_for_each(x: &mut [f64], t: f64) -> f64 {
    x.iter_mut().for_each(|v| *v *= *v * t);
    let mut y = t;
    x.iter().for_each(|v| y = y.sin() + v * y);
    y
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.6), (&[0.3], -0.9), (&[], 0.5)];
