//! The smoothstep of shaders, with a clamp that is active on both sides.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn smoothstep(edge0: f64, edge1: f64, x: f64) -> f64 {
    let t = ((x - edge0) / (edge1 - edge0)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

pub const POINTS: &[(f64, f64, f64)] = &[(0.0, 1.0, 0.3), (1.0, 3.0, 0.5), (-1.0, 1.0, 4.0)];
