//! The negative log-likelihood of a GARCH(1, 1) model.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn garch(theta: &[f64], r: &[f64]) -> f64 {
    let (omega, alpha, beta) = (theta[0], theta[1], theta[2]);
    let mut h = omega / (1.0 - alpha - beta);
    let mut nll = 0.0;
    for (t, &rt) in r.iter().enumerate() {
        if t > 0 {
            h = omega + alpha * r[t - 1].powi(2) + beta * h;
        }
        nll += 0.5 * (h.ln() + rt * rt / h);
    }
    nll
}

pub const POINTS: &[(&[f64], &[f64])] = &[(&[0.1, 0.2, 0.6], &[0.3, -0.5, 0.8, 0.1]), (&[0.2, 0.1, 0.5], &[0.4])];
