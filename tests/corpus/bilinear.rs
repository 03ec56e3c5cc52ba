//! Bilinear interpolation between four corner values.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn bilinear(x: f64, y: f64, corners: ((f64, f64), (f64, f64))) -> f64 {
    #[grad(hvp, taylor)]
    fn lerp(a: f64, b: f64, t: f64) -> f64 {
        a + t * (b - a)
    }

    let ((f00, f10), (f01, f11)) = corners;
    lerp(lerp(f00, f10, x), lerp(f01, f11, x), y)
}

pub const POINTS: &[(f64, f64, ((f64, f64), (f64, f64)))] =
    &[(0.3, 0.6, ((1.0, 2.0), (-1.0, 0.5))), (0.0, 1.0, ((0.2, 0.4), (0.6, 0.8)))];
