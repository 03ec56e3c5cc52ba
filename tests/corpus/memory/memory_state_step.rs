//! A helper makes the next state from the state and a control.

use autodiff::grad;

#[grad(hvp, taylor)]
fn step(state: [f64; 2], u: f64) -> [f64; 2] {
    let [angle, speed] = state;
    let faster = speed + 0.2 * (u - angle.sin());
    [angle + 0.2 * faster * speed, faster]
}

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn memory_state_step(start: [f64; 2], controls: &[f64]) -> f64 {
    let mut state = start;
    let mut cost = 0.0;
    for &u in controls {
        state = step(state, u);
        cost += state[0] * state[0] + u * u * state[1];
    }
    cost
}

pub const POINTS: &[([f64; 2], &[f64])] = &[([0.7, -0.4], &[0.3, -0.8, 0.5]), ([0.2, 1.3], &[0.6]), ([0.4, 0.6], &[])];
