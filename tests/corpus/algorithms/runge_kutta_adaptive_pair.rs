//! Adaptive step of a Runge-Kutta-Fehlberg pair.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn runge_kutta_adaptive_pair(p: &[f64]) -> f64 {
    let f = |t: f64, y: f64| p[0] * y * (1.0 - y / p[1]) + 0.1 * t;
    let (mut t, mut y, mut h) = (0.0_f64, p[2], 0.3_f64);
    let mut steps = 0;
    while t < 2.0 {
        if t + h > 2.0 {
            h = 2.0 - t;
        }
        let k1 = h * f(t, y);
        let k2 = h * f(t + h / 2.0, y + k1 / 2.0);
        let k3 = h * f(t + h, y - k1 + 2.0 * k2);
        let high = y + (k1 + 4.0 * k2 + k3) / 6.0;
        let low = y + k2;
        if (high - low).abs() < 1e-3 || steps > 100 {
            t += h;
            y = high;
        } else {
            h *= 0.5;
        }
        steps += 1;
    }
    y
}

pub const POINTS: &[&[f64]] = &[&[1.3, 2.0, 0.3]];
