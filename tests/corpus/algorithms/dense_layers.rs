//! Dense layers with weights as rows in vectors, over a batch of inputs; the
//! last layer is linear.

use autodiff::grad;

#[grad(hvp)]
fn dense(weights: &[Vec<f64>], input: &[f64]) -> Vec<f64> {
    weights
        .iter()
        .map(|row| {
            let (bias, row) = row.split_last().unwrap();
            bias + row.iter().zip(input).map(|(w, x)| w * x).sum::<f64>()
        })
        .collect()
}

#[grad(hvp, pullback)]
pub fn dense_layers(hidden: &[Vec<f64>], output: &[Vec<f64>], #[constant] batch: &[Vec<f64>]) -> f64 {
    let mut loss = 0.0;
    for example in batch {
        let (target, input) = example.split_last().unwrap();
        let mut activations = dense(hidden, input);
        for a in activations.iter_mut() {
            *a = a.tanh();
        }
        let prediction = dense(output, &activations);
        loss += (prediction[0] - target).powi(2);
    }
    loss / batch.len() as f64
}

pub const POINTS: &[(&[&[f64]], &[&[f64]], &[&[f64]])] = &[
    (&[&[0.5, -0.3, 0.1], &[0.8, 0.6, -0.2]], &[&[1.1, -0.7, 0.3]], &[&[1.0, 0.5, 0.7], &[-0.4, 0.9, -0.1]]),
    (&[&[0.4, 0.2]], &[&[0.9, -0.1]], &[&[1.5, 0.3]]),
];
