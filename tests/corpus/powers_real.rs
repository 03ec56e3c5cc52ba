//! Real powers: constant, variable, and both at once.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn powers_real(x: f64, p: f64) -> f64 {
    x.powf(2.5) + x.powf(p) + 2_f64.powf(p) + x.powf(x) - x.powf(-0.5)
}

pub const POINTS: &[(f64, f64)] = &[(1.3, 0.7), (0.4, -1.5), (2.5, 3.0)];
