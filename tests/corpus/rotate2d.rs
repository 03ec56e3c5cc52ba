//! A rigid rotation of the plane.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn rotate2d(point: (f64, f64), center: (f64, f64), angle: f64) -> (f64, f64) {
    let (s, c) = angle.sin_cos();
    let (dx, dy) = (point.0 - center.0, point.1 - center.1);
    (center.0 + c * dx - s * dy, center.1 + s * dx + c * dy)
}

pub const POINTS: &[((f64, f64), (f64, f64), f64)] = &[((1.0, 2.0), (0.5, -0.5), 0.7), ((-1.0, 0.3), (0.0, 0.0), 3.0)];
