//! The cross-entropy of softmax probabilities, averaged over a batch of rows.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn softmax_cross_entropy(logits: &[f64], labels: &[usize], classes: usize) -> f64 {
    let mut loss = 0.0;
    for (row, &label) in logits.chunks_exact(classes).zip(labels) {
        let mut largest = row[0];
        for &v in &row[1..] {
            if v > largest {
                largest = v;
            }
        }
        let mut sum = 0.0;
        for v in row {
            sum += (v - largest).exp();
        }
        loss += sum.ln() + largest - row[label];
    }
    loss / labels.len() as f64
}

pub const POINTS: &[(&[f64], &[usize], usize)] =
    &[(&[0.5, -1.0, 2.0, 1.5, 0.3, -0.2], &[2, 0], 3), (&[1.0, 0.2], &[1], 2)];
