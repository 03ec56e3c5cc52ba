//! A Savitzky–Golay filter of five points; the ends are kept.

use autodiff::grad;

const WEIGHTS: [f64; 5] = [-3.0, 12.0, 17.0, 12.0, -3.0];

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn savitzky_golay(signal: &[f64]) -> Vec<f64> {
    let n = signal.len();
    let mut smooth = signal.to_vec();
    if n < 5 {
        return smooth;
    }
    for i in 2..n - 2 {
        let window = &signal[i - 2..=i + 2];
        smooth[i] = WEIGHTS.iter().zip(window).map(|(w, s)| w * s).sum::<f64>() / 35.0;
    }
    smooth
}

pub const POINTS: &[&[f64]] = &[&[1.0, 2.5, 0.7, -0.4, 1.8, 0.6, 0.9], &[0.3, 0.9], &[]];
