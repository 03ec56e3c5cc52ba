//! The Lagrangian of the double pendulum.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn double_pendulum_lagrangian(q: (f64, f64), v: (f64, f64), #[constant] masses: (f64, f64)) -> f64 {
    let g = 9.81;
    let (l1, l2) = (1.0, 0.7);
    let (m1, m2) = masses;
    let kinetic = 0.5 * (m1 + m2) * l1 * l1 * v.0 * v.0
        + 0.5 * m2 * l2 * l2 * v.1 * v.1
        + m2 * l1 * l2 * v.0 * v.1 * (q.0 - q.1).cos();
    let potential = -(m1 + m2) * g * l1 * q.0.cos() - m2 * g * l2 * q.1.cos();
    kinetic - potential
}

pub const POINTS: &[((f64, f64), (f64, f64), (f64, f64))] =
    &[((0.4, -0.9), (1.1, 0.3), (1.0, 0.5)), ((2.0, 1.0), (-0.7, 0.6), (0.3, 2.0))];
