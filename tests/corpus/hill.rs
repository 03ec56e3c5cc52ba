//! The Hill equation, with a real exponent.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn hill(ligand: f64, half: f64, n: f64) -> f64 {
    ligand.powf(n) / (half.powf(n) + ligand.powf(n))
}

pub const POINTS: &[(f64, f64, f64)] = &[(0.8, 1.5, 2.3), (3.0, 1.0, 0.7)];
