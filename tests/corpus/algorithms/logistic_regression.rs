//! The loss of a logistic regression with a ridge penalty; the data are
//! constants, and passed on as constants.

use autodiff::grad;

#[grad(hvp, taylor)]
fn score(weights: &[f64], #[constant] features: &[f64]) -> f64 {
    let mut sum = weights[0];
    for (w, x) in weights[1..].iter().zip(features) {
        sum += w * x;
    }
    sum
}

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn logistic_regression(
    weights: &[f64],
    #[constant] rows: &[Vec<f64>],
    #[constant] labels: &[f64],
    ridge: f64,
) -> f64 {
    let mut loss = 0.0;
    for (row, &label) in rows.iter().zip(labels) {
        let z = score(
            weights,
            #[constant]
            row,
        );
        loss += (1.0 + z.exp()).ln() - label * z;
    }
    let penalty: f64 = weights.iter().skip(1).map(|w| w * w).sum();
    loss + 0.5 * ridge * penalty
}

pub const POINTS: &[(&[f64], &[&[f64]], &[f64], f64)] = &[
    (&[0.3, -0.8, 1.1], &[&[1.0, 0.5], &[-0.4, 0.9], &[0.2, -1.3]], &[1.0, 0.0, 1.0], 0.4),
    (&[0.3, 0.7], &[&[2.0]], &[0.0], 0.1),
    (&[0.3, 0.7], &[], &[], 0.1),
];
