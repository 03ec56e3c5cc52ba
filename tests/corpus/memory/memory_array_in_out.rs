//! An array behind `&mut`, rotated in place.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn memory_array_in_out(p: &mut [f64; 2], angle: f64) {
    let (sin, cos) = angle.sin_cos();
    let first = p[0];
    p[0] = cos * first - sin * p[1];
    p[1] = sin * first + cos * p[1];
}

pub const POINTS: &[([f64; 2], f64)] = &[([0.7, -0.4], 0.9), ([1.2, 0.5], -2.0)];
