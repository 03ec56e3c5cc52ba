//! Drag of a sphere by regimes of the Reynolds number, a chain of early returns.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn drag_coefficient(velocity: f64, diameter: f64, viscosity: f64) -> f64 {
    let re = velocity.abs() * diameter / viscosity;
    if re < 1e-8 {
        return 0.0;
    }
    if re < 1.0 {
        return 24.0 / re;
    }
    if re < 1000.0 {
        return 24.0 / re * (1.0 + 0.15 * re.powf(0.687));
    }
    0.44
}

pub const POINTS: &[(f64, f64, f64)] = &[(0.5, 0.1, 0.2), (-2.0, 0.5, 0.01), (9.0, 1.0, 1e-3)];
