//! Euler's method with a step that halves and doubles with an estimate of the
//! error.

use autodiff::grad;

#[grad(hvp, taylor)]
fn slope(t: f64, y: f64, k: f64) -> f64 {
    k * (t.cos() - y)
}

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn adaptive_euler(y0: f64, k: f64, end: f64, tolerance: f64) -> f64 {
    let mut t = 0.0;
    let mut y = y0;
    let mut h = 0.25;
    while t < end {
        if t + h > end {
            h = end - t;
        }
        let k1 = slope(t, y, k);
        let k2 = slope(t + h, y + h * k1, k);
        let error = 0.5 * h * (k2 - k1).abs();
        if error > tolerance && h > 1e-3 {
            h *= 0.5;
            continue;
        }
        y += 0.5 * h * (k1 + k2);
        t += h;
        if error < 0.25 * tolerance {
            h *= 2.0;
        }
    }
    y
}

pub const POINTS: &[(f64, f64, f64, f64)] = &[(2.0, 1.7, 1.1, 0.013), (0.3, 0.8, 0.6, 0.021)];
