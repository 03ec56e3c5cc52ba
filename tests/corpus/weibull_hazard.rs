//! The hazard and the survival of a Weibull distribution.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn weibull_hazard(t: f64, shape: f64, scale: f64) -> (f64, f64) {
    let ratio = t / scale;
    let hazard = shape / scale * ratio.powf(shape - 1.0);
    let survival = (-ratio.powf(shape)).exp();
    (hazard, survival)
}

pub const POINTS: &[(f64, f64, f64)] = &[(1.2, 1.8, 2.0), (0.4, 0.6, 1.5)];
