//! One classical Runge–Kutta step of the predator–prey equations.

use autodiff::grad;

#[grad(hvp, taylor)]
fn predator_prey(x: f64, y: f64, a: f64, b: f64) -> (f64, f64) {
    (a * x - x * y, -b * y + x * y)
}

#[grad(hvp, taylor, sparse_jacobian)]
pub fn runge_kutta_step(x: f64, y: f64, a: f64, b: f64, h: f64) -> (f64, f64) {
    let (k1x, k1y) = predator_prey(x, y, a, b);
    let (k2x, k2y) = predator_prey(x + 0.5 * h * k1x, y + 0.5 * h * k1y, a, b);
    let (k3x, k3y) = predator_prey(x + 0.5 * h * k2x, y + 0.5 * h * k2y, a, b);
    let (k4x, k4y) = predator_prey(x + h * k3x, y + h * k3y, a, b);
    (x + h / 6.0 * (k1x + 2.0 * k2x + 2.0 * k3x + k4x), y + h / 6.0 * (k1y + 2.0 * k2y + 2.0 * k3y + k4y))
}

pub const POINTS: &[(f64, f64, f64, f64, f64)] = &[(1.2, 0.8, 1.1, 0.9, 0.1), (0.3, 2.0, 0.7, 1.3, 0.3)];
