//! Overlapping parts of a slice.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_windows(x: &[f64]) -> f64 {
    let mut roughness = 0.0;
    for w in x.windows(3) {
        let second = w[0] - 2.0 * w[1] + w[2];
        roughness += second * second * w[1];
    }
    roughness.sin()
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2, 0.9], &[0.3, 0.8], &[]];
