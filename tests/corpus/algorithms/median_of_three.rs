//! The median of every three neighbours, by comparisons alone.

use autodiff::grad;

#[grad(hvp, taylor)]
fn median3(a: f64, b: f64, c: f64) -> f64 {
    a.max(b).min(a.min(b).max(c))
}

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn median_of_three(signal: &[f64]) -> Vec<f64> {
    let mut smooth = signal.to_vec();
    for (i, w) in signal.windows(3).enumerate() {
        smooth[i + 1] = median3(w[0], w[1], w[2]);
    }
    smooth
}

pub const POINTS: &[&[f64]] = &[&[1.0, 5.0, 2.0, 2.5, -1.0, 0.3], &[1.0, 2.0], &[]];
