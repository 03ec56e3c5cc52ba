//! A network of two layers.

use super::{add_scaled, dot};
use crate::perceptron::logistic;

/// The cotangents of the two layers. The units of a row are kept, and the row is
/// done with when the next one comes.
pub fn gradient(hidden: &[f64], output: &[f64], inputs: &[f64], targets: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let count = output.len() - 1;
    let width = hidden.len() / count;
    let (weights, bias) = (&output[..count], output[count]);
    let (mut hidden_bar, mut output_bar) = (vec![0.0; hidden.len()], vec![0.0; output.len()]);
    let mut units = vec![0.0; count];
    for (input, target) in inputs.chunks_exact(width - 1).zip(targets) {
        for (unit, row) in units.iter_mut().zip(hidden.chunks_exact(width)) {
            *unit = (dot(&row[..width - 1], input) + row[width - 1]).tanh();
        }
        let y = logistic(dot(weights, &units) + bias);
        let net_bar = (y - target) * y * (1.0 - y);
        output_bar[count] += net_bar;
        add_scaled(&mut output_bar[..count], net_bar, &units);
        for ((row_bar, unit), weight) in hidden_bar.chunks_exact_mut(width).zip(&units).zip(weights) {
            let sum_bar = net_bar * weight * (1.0 - unit * unit);
            let (row_bar, bias_bar) = row_bar.split_at_mut(width - 1);
            add_scaled(row_bar, sum_bar, input);
            bias_bar[0] += sum_bar;
        }
    }
    (hidden_bar, output_bar)
}
