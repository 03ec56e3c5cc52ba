//! The log-likelihood of a mixture of Gaussians in one dimension, with
//! weights and widths as unconstrained logarithms.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn gaussian_mixture(logits: &[f64], means: &[f64], log_sigmas: &[f64], #[constant] data: &[f64]) -> f64 {
    let k = means.len();
    let normalizer = logits.iter().map(|a| a.exp()).sum::<f64>().ln();
    let mut total = 0.0;
    let mut terms = vec![0.0; k];
    for &x in data {
        for j in 0..k {
            let z = (x - means[j]) * (-log_sigmas[j]).exp();
            terms[j] = logits[j] - normalizer - log_sigmas[j] - 0.5 * z * z;
        }
        let largest = terms.iter().fold(f64::NEG_INFINITY, |m, &t| m.max(t));
        total += largest + terms.iter().map(|t| (t - largest).exp()).sum::<f64>().ln();
    }
    total - data.len() as f64 * 0.5 * std::f64::consts::TAU.ln()
}

pub const POINTS: &[(&[f64], &[f64], &[f64], &[f64])] = &[
    (&[0.2, -0.4, 0.1], &[-1.0, 0.5, 2.0], &[0.1, -0.3, 0.2], &[-0.8, 0.3, 1.7, 2.4]),
    (&[0.5, 0.1], &[0.0, 1.0], &[-0.2, 0.3], &[0.6]),
    (&[0.3], &[0.5], &[0.1], &[]),
];
