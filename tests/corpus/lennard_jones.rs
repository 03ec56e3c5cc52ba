//! The 12-6 potential with a cutoff that returns early.

use autodiff::grad;

const CUTOFF: f64 = 2.5;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn lennard_jones(r: f64, epsilon: f64, sigma: f64) -> f64 {
    if r > CUTOFF * sigma {
        return 0.0;
    }
    let sr6 = (sigma / r).powi(6);
    4.0 * epsilon * (sr6 * sr6 - sr6)
}

pub const POINTS: &[(f64, f64, f64)] = &[(1.2, 0.8, 1.0), (0.9, 1.0, 1.1), (4.0, 1.0, 1.0)];
