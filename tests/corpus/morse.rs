//! The Morse potential.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn morse(r: f64, depth: f64, a: f64, equilibrium: f64) -> f64 {
    depth * (1.0 - (-a * (r - equilibrium)).exp()).powi(2)
}

pub const POINTS: &[(f64, f64, f64, f64)] = &[(1.4, 4.5, 1.9, 0.74), (0.6, 2.0, 1.2, 1.0)];
