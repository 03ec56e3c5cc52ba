//! The range of a projectile thrown from a height, the angle in degrees.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn projectile_range(speed: f64, degrees: f64, height: f64) -> f64 {
    let g = 9.80665;
    let angle = degrees.to_radians();
    let vx = speed * angle.cos();
    let vy = speed * angle.sin();
    vx / g * (vy + (vy * vy + 2.0 * g * height).sqrt())
}

pub const POINTS: &[(f64, f64, f64)] = &[(20.0, 40.0, 1.5), (7.0, 65.0, 10.0)];
