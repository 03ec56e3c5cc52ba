//! An American put on a tree: at each node the better of holding and exercise.

use autodiff::grad;

#[grad(hvp, pullback)]
pub fn american_put(spot: f64, strike: f64, rate: f64, volatility: f64, steps: usize) -> f64 {
    let dt = 1.0 / steps as f64;
    let up = (volatility * dt.sqrt()).exp();
    let p = ((rate * dt).exp() - 1.0 / up) / (up - 1.0 / up);
    let discount = (-rate * dt).exp();
    let mut tree = vec![vec![0.0; steps + 1]; steps + 1];
    for (i, value) in tree[steps].iter_mut().enumerate() {
        *value = (strike - spot * up.powi(2 * i as i32 - steps as i32)).max(0.0);
    }
    for level in (0..steps).rev() {
        let mut price = spot / up.powi(level as i32);
        for i in 0..=level {
            let hold = discount * (p * tree[level + 1][i + 1] + (1.0 - p) * tree[level + 1][i]);
            let exercise = strike - price;
            tree[level][i] = if exercise > hold { exercise } else { hold };
            price *= up * up;
        }
    }
    tree[0][0]
}

pub const POINTS: &[(f64, f64, f64, f64, usize)] = &[(1.0, 1.1, 0.08, 0.3, 4), (1.5, 1.2, 0.03, 0.5, 3)];
