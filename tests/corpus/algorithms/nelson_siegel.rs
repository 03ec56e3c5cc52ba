//! The squared errors of a Nelson–Siegel curve against observed yields.

use autodiff::grad;

#[grad(hvp, taylor)]
fn yield_at(t: f64, beta: &[f64; 3], tau: f64) -> f64 {
    let u = t / tau;
    let loading = (1.0 - (-u).exp()) / u;
    beta[0] + beta[1] * loading + beta[2] * (loading - (-u).exp())
}

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn nelson_siegel(beta: &[f64; 3], tau: f64, #[constant] maturities: &[f64], #[constant] yields: &[f64]) -> f64 {
    maturities.iter().zip(yields).map(|(&t, y)| (yield_at(t, beta, tau) - y).powi(2)).sum::<f64>().sqrt()
}

pub const POINTS: &[([f64; 3], f64, &[f64], &[f64])] =
    &[([0.9, -0.5, 0.7], 1.4, &[0.5, 1.0, 3.0, 10.0], &[0.3, 0.6, 0.8, 1.1]), ([0.6, -0.2, 0.3], 2.0, &[2.0], &[0.2])];
