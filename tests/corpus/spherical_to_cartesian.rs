//! Spherical coordinates to Cartesian ones.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn spherical_to_cartesian(r: f64, theta: f64, phi: f64) -> (f64, f64, f64) {
    let rho = r * theta.sin();
    (rho * phi.cos(), rho * phi.sin(), r * theta.cos())
}

pub const POINTS: &[(f64, f64, f64)] = &[(2.0, 0.7, 1.9), (0.5, 2.4, -0.6)];
