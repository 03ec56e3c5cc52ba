//! A European call by backward induction on a binomial tree, in one buffer.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn binomial_tree(spot: f64, strike: f64, rate: f64, volatility: f64, maturity: f64, steps: usize) -> f64 {
    let dt = maturity / steps as f64;
    let up = (volatility * dt.sqrt()).exp();
    let down = 1.0 / up;
    let discount = (-rate * dt).exp();
    let p = ((rate * dt).exp() - down) / (up - down);
    let mut values: Vec<f64> = (0..=steps)
        .map(|ups| {
            let price = spot * up.powi(2 * ups as i32 - steps as i32);
            (price - strike).max(0.0)
        })
        .collect();
    for level in (0..steps).rev() {
        for i in 0..=level {
            values[i] = discount * (p * values[i + 1] + (1.0 - p) * values[i]);
        }
    }
    values[0]
}

pub const POINTS: &[(f64, f64, f64, f64, f64, usize)] =
    &[(1.0, 1.07, 0.05, 0.3, 1.0, 5), (2.0, 1.6, 0.02, 0.4, 0.5, 3)];
