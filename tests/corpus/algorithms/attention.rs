//! Attention with one head: softmax of scaled dot products, then a mean of the
//! values.

use autodiff::grad;

#[grad(hvp, taylor)]
fn softmax(scores: &mut [f64]) {
    let largest = scores.iter().cloned().fold(f64::NEG_INFINITY, f64::max);
    let mut sum = 0.0;
    for s in scores.iter_mut() {
        *s = (*s - largest).exp();
        sum += *s;
    }
    for s in scores.iter_mut() {
        *s /= sum;
    }
}

#[grad(hvp, taylor, pullback)]
pub fn attention(q: &[f64], k: &[f64], v: &[f64], width: usize) -> Vec<f64> {
    let scale = 1.0 / (width as f64).sqrt();
    let mut out = vec![0.0; q.len()];
    for (query, result) in q.chunks(width).zip(out.chunks_mut(width)) {
        let mut scores: Vec<f64> =
            k.chunks(width).map(|key| scale * query.iter().zip(key).map(|(a, b)| a * b).sum::<f64>()).collect();
        softmax(&mut scores);
        for (weight, value) in scores.iter().zip(v.chunks(width)) {
            for (r, x) in result.iter_mut().zip(value) {
                *r += weight * x;
            }
        }
    }
    out
}

pub const POINTS: &[(&[f64], &[f64], &[f64], usize)] = &[
    (&[0.5, -1.0, 0.8, 0.2], &[0.9, 0.4, -0.6, 1.1], &[1.0, 0.3, -0.7, 0.6], 2),
    (&[0.7], &[0.2, -0.9, 1.3], &[1.0, 0.5, -2.0], 1),
    (&[], &[0.2], &[1.0], 1),
];
