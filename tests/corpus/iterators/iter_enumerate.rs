//! `enumerate` in the middle of a chain: the index counts what is left of it.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_enumerate(x: &[f64], t: f64) -> f64 {
    let series: f64 = x.iter().enumerate().map(|(k, c)| c * t.powi(k as i32)).sum();
    let mut y = series;
    for (i, v) in x.iter().skip(1).enumerate() {
        y = y * v + (i as f64 * t).sin() * x[i];
    }
    y
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.6), (&[0.3], -0.9), (&[], 0.5)];
