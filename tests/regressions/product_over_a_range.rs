//! A product over indices that `map` makes floats of: its type was taken to be
//! that of the indices.

use autodiff::grad;

#[grad(hvp)]
pub fn product_over_a_range(x: &[f64]) -> f64 {
    let n = x.len();
    let weights: Vec<f64> = (0..n).map(|j| (0..n).filter(|&k| k != j).map(|k| 1.0 / (x[j] - x[k])).product()).collect();
    let count: usize = (0..n).filter(|k| k % 2 == 0).map(|k| k + 1).sum();
    // Not their sum, which is zero wherever it is taken.
    weights.iter().map(|w| w * w).sum::<f64>() * count as f64
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2], &[0.3]];
