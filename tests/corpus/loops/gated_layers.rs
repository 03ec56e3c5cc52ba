//! Gates whose weights are four parts of one slice, in nested loops of a callee that records: the adjoint
//! writes to several stretches of one memory, and reads what an iteration has recorded in one row.

use autodiff::grad;

#[grad(hvp, taylor)]
fn layers(weight: &[f64], state: &mut [f64], signal: &mut [f64]) {
    let width = signal.len();
    for layer in 0..state.len() / width {
        let w = &weight[4 * width * layer..4 * width * (layer + 1)];
        let at = width * layer;
        for i in 0..width {
            let open = (signal[i] * w[i] + w[width + i]).tanh();
            let new = (signal[i] * w[2 * width + i]).exp() / (1.0 + state[at + i] * state[at + i]);
            state[at + i] = state[at + i] * open + new * w[3 * width + i];
            signal[i] = open * state[at + i].sin();
        }
    }
}

#[grad(hvp, taylor)]
pub fn gated_layers(weight: &[f64], start: &[f64], input: &[f64], steps: usize) -> f64 {
    let mut state = start.to_vec();
    let mut total = 0.0;
    for t in 0..steps {
        let mut signal: Vec<f64> = input.iter().map(|x| x * (1.0 + t as f64)).collect();
        layers(weight, &mut state, &mut signal);
        total += signal[0] * signal[signal.len() - 1];
    }
    total
}

pub const POINTS: &[(&[f64], &[f64], &[f64], usize)] = &[
    (&[0.3, -0.2, 0.5, 0.8], &[0.1], &[0.7], 3),
    (
        &[0.3, -0.2, 0.5, 0.8, 0.1, 0.4, -0.6, 0.2, 0.9, -0.5, 0.25, 0.35, 0.15, -0.45, 0.55, 0.65],
        &[0.1, -0.3, 0.2, 0.4],
        &[0.7, 0.6],
        2,
    ),
    (&[0.3, -0.2, 0.5, 0.8], &[0.1], &[0.7], 0),
];
