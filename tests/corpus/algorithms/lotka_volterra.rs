//! Predator and prey by Heun's method; the squared distance of the path from
//! observations is summed up on the way.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn lotka_volterra(rates: &[f64; 4], prey: f64, predator: f64, #[constant] observed: &[f64]) -> f64 {
    let [a, b, c, d] = *rates;
    let dt = 0.1;
    let rate = |x: f64, y: f64| (a * x - b * x * y, d * x * y - c * y);
    let (mut x, mut y) = (prey, predator);
    let mut misfit = 0.0;
    for target in observed {
        let (dx, dy) = rate(x, y);
        let (ex, ey) = rate(x + dt * dx, y + dt * dy);
        x += 0.5 * dt * (dx + ex);
        y += 0.5 * dt * (dy + ey);
        misfit += (x - target).powi(2);
    }
    misfit
}

pub const POINTS: &[([f64; 4], f64, f64, &[f64])] = &[
    ([1.1, 0.4, 0.9, 0.3], 1.5, 0.8, &[1.6, 1.9, 1.8, 2.4]),
    ([0.7, 0.6, 1.2, 0.5], 0.9, 1.3, &[0.5]),
    ([0.7, 0.6, 1.2, 0.5], 0.9, 1.3, &[]),
];
