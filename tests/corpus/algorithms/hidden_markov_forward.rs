//! Forward algorithm of a hidden Markov model, in logarithms.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn hidden_markov_forward(p: &[f64]) -> f64 {
    const OBS: [usize; 5] = [0, 1, 1, 0, 1];
    let log_sum = |a: f64, b: f64| {
        let m = a.max(b);
        m + ((a - m).exp() + (b - m).exp()).ln()
    };
    let mut alpha = [p[0], p[1]];
    for &o in OBS.iter() {
        let mut next = [0.0; 2];
        for (j, n) in next.iter_mut().enumerate() {
            let stay = alpha[j] + p[2];
            let go = alpha[1 - j] + p[3];
            *n = log_sum(stay, go) + if o == j { p[4] } else { p[5] };
        }
        alpha = next;
    }
    log_sum(alpha[0], alpha[1])
}

pub const POINTS: &[&[f64]] = &[&[-0.7, -0.6, -0.2, -1.6, -0.3, -1.3]];
