//! Rows that meet only in a sum: each is reversed right behind itself, its scratch array and
//! its inner loops with it. What the sum is used for comes after the loop.

use autodiff::grad;

#[grad(hvp, taylor)]
fn score(hidden: &[f64], w: &[f64]) -> f64 {
    hidden.iter().zip(w).map(|(h, w)| h * w).sum::<f64>().sin()
}

#[grad(hvp, taylor, sparse_jacobian)]
pub fn loop_fused_rows(w: &[f64], x: &[f64], b: f64) -> f64 {
    let width = w.len();
    let mut total = 0.0;
    let mut weight = 1.0;
    for row in x.chunks_exact(width) {
        let mut hidden = vec![0.0; width];
        for j in 0..width {
            hidden[j] = (row[j] * w[j] + b).tanh();
        }
        let best = hidden.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let spread: f64 = hidden.iter().map(|h| (h - best).exp()).sum();
        total += weight * (spread.ln() + score(&hidden, w));
        weight *= 0.5;
    }
    let rest: f64 = w.iter().map(|v| v.exp()).sum();
    3.0 * total - b * rest
}

pub const POINTS: &[(&[f64], &[f64], f64)] =
    &[(&[0.4, -0.8], &[0.3, 0.2, -0.5, 0.9, 0.7, 0.1], 0.3), (&[0.9, 0.2, -0.4], &[1.1, -0.3, 0.6], -0.2)];
