//! Each pair of a flat slice is normalized in place.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn memory_chunks_exact_mut(x: &mut [f64]) {
    for pair in x.chunks_exact_mut(2) {
        let norm = pair[0].hypot(pair[1]);
        pair[0] /= norm;
        pair[1] *= pair[0] / norm;
    }
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2, 0.9, 0.5], &[0.3, 0.8], &[]];
