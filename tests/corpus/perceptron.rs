//! A small perceptron, calling a neuron for each unit, and its squared loss.

use autodiff::grad;

#[grad(hvp, taylor)]
fn neuron(bias: f64, w: (f64, f64), x: (f64, f64)) -> f64 {
    bias + w.0 * x.0 + w.1 * x.1
}

#[grad(hvp, taylor)]
fn logistic(a: f64) -> f64 {
    1.0 / (1.0 + (-a).exp())
}

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn perceptron(
    (b1, w1): (f64, (f64, f64)),
    (b2, w2): (f64, (f64, f64)),
    (b3, w3): (f64, (f64, f64)),
    #[constant] x: (f64, f64),
    #[constant] target: f64,
) -> f64 {
    let hidden = (logistic(neuron(b1, w1, x)), logistic(neuron(b2, w2, x)));
    let output = neuron(b3, w3, hidden).tanh();
    0.5 * (output - target).powi(2)
}

pub const POINTS: &[((f64, (f64, f64)), (f64, (f64, f64)), (f64, (f64, f64)), (f64, f64), f64)] =
    &[((0.1, (0.1, 0.8)), (0.1, (0.4, 0.6)), (0.1, (0.3, 0.9)), (1.0, 1.0), 0.5)];
