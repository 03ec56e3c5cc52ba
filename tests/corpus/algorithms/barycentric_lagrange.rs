//! Barycentric Lagrange.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn barycentric_lagrange(y: &[f64], t: f64) -> f64 {
    let n = y.len();
    let nodes: Vec<f64> = (0..n).map(|i| i as f64 * 0.7).collect();
    let weights: Vec<f64> =
        (0..n).map(|j| (0..n).filter(|&k| k != j).map(|k| 1.0 / (nodes[j] - nodes[k])).product()).collect();
    let (mut num, mut den) = (0.0, 0.0);
    for ((x, w), y) in nodes.iter().zip(&weights).zip(y) {
        if (t - x).abs() < 1e-12 {
            return *y;
        }
        let c = w / (t - x);
        num += c * y;
        den += c;
    }
    num / den
}

pub const POINTS: &[(&[f64], f64)] = &[(&[1.0, 0.5, 0.2, -0.1], 0.9)];
