//! A cell of a long short-term memory run over a sequence, with four gates a
//! unit; a gate's weights are its bias, the input's and its own state's.

use autodiff::grad;

#[grad(hvp, taylor)]
fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn lstm_cell(weights: &[f64], inputs: &[f64], units: usize) -> f64 {
    let mut hidden = vec![0.0; units];
    let mut cell = vec![0.0; units];
    for &x in inputs {
        for u in 0..units {
            let w = &weights[12 * u..12 * (u + 1)];
            let gate = |k: usize| w[3 * k] + w[3 * k + 1] * x + w[3 * k + 2] * hidden[u];
            let forget = sigmoid(gate(0));
            let input = sigmoid(gate(1));
            let output = sigmoid(gate(2));
            let candidate = gate(3).tanh();
            cell[u] = forget * cell[u] + input * candidate;
            hidden[u] = output * cell[u].tanh();
        }
    }
    hidden.iter().sum()
}

pub const POINTS: &[(&[f64], &[f64], usize)] = &[
    (&[0.1, 0.5, -0.3, 0.2, -0.7, 0.4, 0.0, 0.9, 0.3, -0.1, 1.2, 0.6], &[0.5, -1.0, 0.8], 1),
    (&[0.3, -0.5, 0.2, -0.4, 0.6, 0.1, 0.2, -0.3, 0.7, 0.5, 0.8, -0.6], &[1.1], 1),
];
