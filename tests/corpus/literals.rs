//! The forms of a float literal, and constants of the type.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn literals(x: f64) -> f64 {
    let a = 1. * x + 1e-3 + 2.5E1 + 1_000.0 + 0.5_f64;
    let b = std::f64::consts::FRAC_PI_4 * x + core::f64::consts::LN_10;
    let c = f64::EPSILON * x + f64::MIN_POSITIVE;
    let d = if x < f64::INFINITY && x > f64::MIN { x.min(f64::MAX) } else { f64::NAN };
    a * b + c + d
}

pub const POINTS: &[(f64,)] = &[(0.7,), (-1.3,)];
