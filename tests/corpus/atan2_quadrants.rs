//! The angle of a point in each quadrant.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn atan2_quadrants(y: f64, x: f64) -> f64 {
    y.atan2(x)
}

pub const POINTS: &[(f64, f64)] = &[(1.0, 2.0), (1.0, -2.0), (-0.5, -0.3), (-3.0, 0.2), (1.0, 0.0)];
