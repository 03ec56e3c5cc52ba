//! The energy of a pendulum, with the same value used in two places.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn pendulum_energy(theta: f64, omega: f64, length: f64, mass: f64) -> f64 {
    let g = 9.81;
    let kinetic = 0.5 * mass * (length * omega).powi(2);
    let potential = mass * g * length * (1.0 - theta.cos());
    kinetic + potential
}

pub const POINTS: &[(f64, f64, f64, f64)] = &[(0.5, 1.2, 0.8, 2.0), (-2.5, 0.3, 1.5, 0.4)];
