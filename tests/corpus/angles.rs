//! Degrees and radians.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn angles(degrees: f64, radians: f64) -> f64 {
    degrees.to_radians().sin() + radians.to_degrees() * degrees * 1e-3
}

pub const POINTS: &[(f64, f64)] = &[(30.0, 0.5), (-100.0, 2.0)];
