//! A pendulum by the leapfrog method, through references to its state.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn pendulum_leapfrog(angle: &mut f64, speed: &mut f64, length: f64, steps: u32) -> f64 {
    const G: f64 = 9.81;
    let dt = 0.05;
    for _ in 0..steps {
        *speed -= 0.5 * dt * G / length * angle.sin();
        *angle += dt * *speed;
        *speed -= 0.5 * dt * G / length * angle.sin();
    }
    0.5 * (length * *speed).powi(2) + G * length * (1.0 - angle.cos())
}

pub const POINTS: &[(f64, f64, f64, u32)] = &[(0.6, -0.4, 1.3, 6), (1.1, 0.2, 0.8, 1), (0.3, 0.5, 1.0, 0)];
