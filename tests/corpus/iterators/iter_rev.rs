//! From the back: Horner's scheme, and a slice against itself reversed.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_rev(x: &[f64], t: f64) -> f64 {
    let mut y = 0.0;
    for c in x.iter().rev() {
        y = y * t + c;
    }
    y * x.iter().zip(x.iter().rev()).map(|(a, b)| (a * b).sin()).sum::<f64>()
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.6), (&[0.3], -0.9), (&[], 0.5)];
