//! The kernel of a binomial posterior under a beta prior.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn beta_binomial(p: f64, alpha: f64, beta: f64, successes: u32, trials: u32) -> f64 {
    assert!(successes <= trials, "more successes than trials");
    let (k, n) = (successes as f64, trials as f64);
    (k + alpha - 1.0) * p.ln() + (n - k + beta - 1.0) * (-p).ln_1p()
}

pub const POINTS: &[(f64, f64, f64, u32, u32)] = &[(0.3, 2.0, 5.0, 4, 10), (0.9, 0.5, 0.5, 7, 7)];
