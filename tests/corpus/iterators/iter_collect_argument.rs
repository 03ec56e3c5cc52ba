//! Items that are collected for a call.

use autodiff::grad;

#[grad(hvp, taylor)]
pub fn log_sum(x: Vec<f64>) -> f64 {
    x.iter().map(|x| x.exp()).sum::<f64>().ln()
}

/// The function that is called says what they are collected into.
#[grad(hvp, taylor)]
pub fn iter_collect_argument(x: &[f64], k: f64) -> f64 {
    k * log_sum(x.iter().map(|x| k * x.sin()).collect())
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.3, -0.7], 1.3), (&[0.4], 0.2)];
