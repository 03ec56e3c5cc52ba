//! Moments of a sample in two passes: the skewness from the second and the third.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn skewness(data: &[f64]) -> f64 {
    let n = data.len() as f64;
    let mean = data.iter().sum::<f64>() / n;
    let (m2, m3) = data.iter().fold((0.0, 0.0), |(m2, m3), x| {
        let d = x - mean;
        (m2 + d * d, m3 + d * d * d)
    });
    (m3 / n) / (m2 / n).powf(1.5)
}

pub const POINTS: &[&[f64]] = &[&[1.0, 3.5, -0.5, 0.8, 2.0], &[0.7, 1.0, -1.4]];
