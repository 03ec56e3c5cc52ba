//! The forward algorithm of a hidden Markov model, rescaled at each step so
//! that the probabilities do not vanish.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn hmm_forward(initial: &[f64], transition: &[f64], emission: &[f64], observations: &[usize]) -> f64 {
    let n = initial.len();
    let symbols = emission.len() / n;
    let mut alpha = initial.to_vec();
    let mut log_likelihood = 0.0;
    for (t, &symbol) in observations.iter().enumerate() {
        if t > 0 {
            alpha = (0..n).map(|j| (0..n).map(|i| alpha[i] * transition[i * n + j]).sum::<f64>()).collect::<Vec<f64>>();
        }
        let mut scale = 0.0;
        for i in 0..n {
            alpha[i] *= emission[i * symbols + symbol];
            scale += alpha[i];
        }
        for a in &mut alpha {
            *a /= scale;
        }
        log_likelihood += scale.ln();
    }
    log_likelihood
}

pub const POINTS: &[(&[f64], &[f64], &[f64], &[usize])] = &[
    (&[0.6, 0.4], &[0.7, 0.3, 0.2, 0.8], &[0.5, 0.4, 0.1, 0.1, 0.3, 0.6], &[0, 2, 1, 2]),
    (&[0.3, 0.7], &[0.7, 0.3, 0.2, 0.8], &[0.9, 0.1, 0.4, 0.6], &[1]),
    (&[0.3, 0.7], &[0.7, 0.3, 0.2, 0.8], &[0.9, 0.1, 0.4, 0.6], &[]),
];
