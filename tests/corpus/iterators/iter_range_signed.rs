//! Ranges of open integers under `map` and its like, down to `sum`, `fold` and `collect`.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_range_signed(x: f64) -> f64 {
    let shifted: f64 = (0..4).map(|k| (k - 2) as f64 * x).sum();
    let powers: f64 = (1..4).map(|k| x.powi(k)).sum();
    let negative: f64 = (-2..2).map(|k| (k as f64 * x).sin()).sum();
    let folded = (0..5).fold(0.0, |a, k| a * x + (k - 2) as f64);
    let even: f64 = (0..6).filter(|k| (k - 3) % 2 == 0).map(|k| (k - 4) as f64 * x).sum();
    let numbered: f64 = (-3..0).enumerate().map(|(i, k)| i as f64 * (k as f64 * x).cos()).sum();
    let nested: f64 = (0..3).flat_map(|i| (0..2).map(move |j| (i - j) as f64 * x)).sum();
    let row: Vec<f64> = (-2..2).map(|k| k as f64 * x).rev().collect();
    let whole: Vec<i8> = (0..5).map(|k| k - 2).collect();
    let mut last = row[0] * row[3];
    for (v, k) in row.iter().zip(&whole) {
        last += v * v * *k as f64;
    }
    shifted + powers * negative + folded + even * numbered + nested + last
}

pub const POINTS: &[f64] = &[0.7, -1.3];
