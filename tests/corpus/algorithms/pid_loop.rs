//! A controller with an integral that saturates, steering a first-order plant.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn pid_loop(kp: f64, ki: f64, kd: f64, setpoint: f64, steps: usize) -> f64 {
    let dt = 0.1;
    let mut plant = 0.0;
    let mut integral = 0.0;
    let mut last_error = setpoint;
    let mut cost = 0.0;
    for _ in 0..steps {
        let error = setpoint - plant;
        integral = (integral + error * dt).clamp(-0.2, 0.2);
        let derivative = (error - last_error) / dt;
        last_error = error;
        let control = kp * error + ki * integral + kd * derivative;
        plant += dt * (control - plant);
        cost += error * error * dt;
    }
    cost
}

pub const POINTS: &[(f64, f64, f64, f64, usize)] =
    &[(2.0, 0.7, 0.1, 1.0, 8), (1.2, 0.3, 0.05, 0.5, 2), (1.0, 0.1, 0.2, 0.7, 0)];
