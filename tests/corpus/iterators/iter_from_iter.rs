//! `Vec::from_iter`, of ranges and of vectors.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_from_iter(p: &[f64], h: f64) -> f64 {
    let scaled = Vec::from_iter((0..p.len()).map(|i| p[i] * h * (i as f64 + 1.0)));
    let squares: Vec<f64> = Vec::from_iter(p.iter().filter(|x| **x > 0.0).map(|x| x * x));
    let sums = Vec::from_iter(scaled.iter().zip(&squares).map(|(a, b)| a + b.sin()));
    sums.iter().sum::<f64>() * scaled[2] + squares[0]
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.5), (&[0.1, 0.9, 1.4, 0.3], 1.3)];
