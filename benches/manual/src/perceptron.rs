//! A network of two layers, and its loss over the rows of a table.

use autodiff::grad;

/// The logistic function.
#[grad(only(vjp))]
pub fn logistic(a: f64) -> f64 {
    1.0 / (1.0 + (-a).exp())
}

/// Half the sum of the squared errors. Each hidden unit has a row of `hidden`, and
/// a last entry for its bias; so has the output, in `output`.
#[grad(only(grad))]
pub fn loss(hidden: &[f64], output: &[f64], #[constant] inputs: &[f64], #[constant] targets: &[f64]) -> f64 {
    let units = output.len() - 1;
    let width = hidden.len() / units;
    let mut total = 0.0;
    for (input, target) in inputs.chunks_exact(width - 1).zip(targets) {
        let mut net = output[units];
        for (unit, weight) in hidden.chunks_exact(width).zip(output) {
            let sum: f64 = unit.iter().zip(input).map(|(w, x)| w * x).sum();
            net += weight * (sum + unit[width - 1]).tanh();
        }
        let error = logistic(net) - target;
        total += error * error;
    }
    0.5 * total
}
