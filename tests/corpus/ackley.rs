//! Ackley's function in two dimensions, away from the cusp at its minimum.

use autodiff::grad;

const A: f64 = 20.0;
const B: f64 = 0.2;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn ackley(x: f64, y: f64) -> f64 {
    const C: f64 = 2.0 * std::f64::consts::PI;
    let radial = -B * (0.5 * (x * x + y * y)).sqrt();
    let ripple = 0.5 * ((C * x).cos() + (C * y).cos());
    -A * radial.exp() - ripple.exp() + A + std::f64::consts::E
}

pub const POINTS: &[(f64, f64)] = &[(0.7, -0.4), (1.3, 2.1)];
