//! Results that are handed on within loops and branches, and lent several times.

use autodiff::grad;

#[grad(hvp, taylor)]
pub fn total(v: &[f64], k: f64) -> f64 {
    let mut sum = 0.0;
    for x in v {
        sum += k * x * x;
    }
    sum
}

#[grad(hvp, taylor)]
pub fn scaled(v: &[f64], k: f64) -> Vec<f64> {
    v.iter().map(|x| k * x.sin()).collect()
}

#[grad(hvp, taylor)]
pub fn half(x: f64) -> f64 {
    x / 2.0
}

#[grad(hvp, taylor, sparse_jacobian)]
pub fn call_hands_on_within(x: f64, y: f64, n: usize) -> f64 {
    let mut all = x;
    let row = [x, y, x * y];
    for i in 0..n {
        let v = scaled(&row, y + i as f64);
        all += total(&v, x) - 0.5 * total(&v, 2.0);
        if i == 1 {
            all *= half(total(&scaled(&[x, 0.3], 1.0), y));
        } else {
            all += total(&scaled(&[y, 2.0], 3.0), y);
        }
    }
    all
}

pub const POINTS: &[(f64, f64, usize)] = &[(1.2, 0.7, 3), (-0.4, 1.9, 0), (0.3, -0.8, 1)];
