//! Enzyme kinetics with competitive inhibition.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn michaelis_menten(substrate: f64, inhibitor: f64, vmax: f64, km: f64, ki: f64) -> f64 {
    let apparent_km = km * (1.0 + inhibitor / ki);
    vmax * substrate / (apparent_km + substrate)
}

pub const POINTS: &[(f64, f64, f64, f64, f64)] = &[(0.8, 0.3, 2.0, 0.5, 1.5), (5.0, 0.1, 1.0, 2.0, 0.7)];
