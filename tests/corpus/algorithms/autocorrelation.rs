//! The autocorrelation of a series at each lag up to a largest one.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn autocorrelation(series: &[f64], max_lag: usize) -> Vec<f64> {
    let n = series.len();
    let mean = series.iter().sum::<f64>() / n as f64;
    let centred: Vec<f64> = series.iter().map(|x| x - mean).collect();
    let variance: f64 = centred.iter().map(|x| x * x).sum();
    (0..=max_lag)
        .map(|lag| {
            let mut sum = 0.0;
            for i in lag..n {
                sum += centred[i] * centred[i - lag];
            }
            sum / variance
        })
        .collect()
}

pub const POINTS: &[(&[f64], usize)] = &[(&[1.0, 2.5, 0.7, -0.4, 1.8], 3), (&[0.3, 0.9, -0.4], 1)];
