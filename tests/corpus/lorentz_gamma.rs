//! Relativistic time and length between two frames.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn lorentz_gamma(t: f64, x: f64, beta: f64) -> (f64, f64) {
    let gamma = 1.0 / (1.0 - beta.powi(2)).sqrt();
    (gamma * (t - beta * x), gamma * (x - beta * t))
}

pub const POINTS: &[(f64, f64, f64)] = &[(2.0, 1.0, 0.6), (0.5, -3.0, -0.9)];
