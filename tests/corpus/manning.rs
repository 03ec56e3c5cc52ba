//! Flow in a trapezoidal open channel by Manning's formula.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn manning(width: f64, depth: f64, side: f64, slope: f64, roughness: f64) -> f64 {
    let area = (width + side * depth) * depth;
    let perimeter = width + 2.0 * depth * (1.0 + side * side).sqrt();
    let hydraulic_radius = area / perimeter;
    area * hydraulic_radius.powf(2.0 / 3.0) * slope.sqrt() / roughness
}

pub const POINTS: &[(f64, f64, f64, f64, f64)] = &[(3.0, 1.2, 1.5, 0.05, 0.3), (5.0, 0.4, 2.0, 0.1, 0.25)];
