//! A loop computes the next state from the whole state, and replaces it.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn memory_state_replaced(start: [f64; 3], n: usize) -> [f64; 3] {
    let mut state = start;
    for _ in 0..n {
        let mut next = [0.0; 3];
        for i in 0..3 {
            next[i] = state[i] * state[(i + 1) % 3] + start[i].sin();
        }
        state = next;
    }
    state
}

pub const POINTS: &[([f64; 3], usize)] = &[([0.7, -0.4, 0.3], 2), ([0.2, 0.9, 0.5], 1), ([0.4, 0.6, 0.8], 0)];
