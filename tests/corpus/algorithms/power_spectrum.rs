//! The power of one frequency of a windowed signal, by a plain Fourier sum.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn power_spectrum(signal: &[f64], frequency: f64) -> f64 {
    let n = signal.len() as f64;
    let (mut re, mut im) = (0.0, 0.0);
    for (t, &value) in signal.iter().enumerate() {
        let window = 0.5 - 0.5 * (std::f64::consts::TAU * (t as f64 + 0.5) / n).cos();
        let phase = frequency * t as f64;
        re += window * value * phase.cos();
        im -= window * value * phase.sin();
    }
    (re * re + im * im) / n
}

pub const POINTS: &[(&[f64], f64)] = &[(&[1.0, 0.4, -0.8, 0.3, 0.9], 1.2), (&[0.7, -0.6], 0.5)];
