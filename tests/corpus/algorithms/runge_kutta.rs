//! The classical Runge–Kutta method for a damped, driven oscillator: the state
//! is an array, the stages are arrays.

use autodiff::grad;

#[grad(hvp, taylor)]
fn oscillator(t: f64, y: &[f64; 2], damping: f64, stiffness: f64) -> [f64; 2] {
    [y[1], t.cos() - damping * y[1] - stiffness * y[0]]
}

#[grad(hvp, taylor)]
fn axpy(y: &[f64; 2], h: f64, k: &[f64; 2]) -> [f64; 2] {
    [y[0] + h * k[0], y[1] + h * k[1]]
}

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn runge_kutta(y0: [f64; 2], damping: f64, stiffness: f64, end: f64, steps: usize) -> f64 {
    let h = end / steps as f64;
    let mut y = y0;
    let mut t = 0.0;
    for _ in 0..steps {
        let k1 = oscillator(t, &y, damping, stiffness);
        let k2 = oscillator(t + 0.5 * h, &axpy(&y, 0.5 * h, &k1), damping, stiffness);
        let k3 = oscillator(t + 0.5 * h, &axpy(&y, 0.5 * h, &k2), damping, stiffness);
        let k4 = oscillator(t + h, &axpy(&y, h, &k3), damping, stiffness);
        for i in 0..2 {
            y[i] += h / 6.0 * (k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + k4[i]);
        }
        t += h;
    }
    0.5 * y[1] * y[1] + 0.5 * stiffness * y[0] * y[0]
}

pub const POINTS: &[([f64; 2], f64, f64, f64, usize)] =
    &[([1.0, -0.5], 0.2, 1.3, 2.0, 5), ([0.3, 0.8], 0.5, 2.0, 0.4, 1)];
