//! Runge and Kutta's method, the right-hand side a closure.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn runge_kutta_closure(y0: f64, k: f64) -> f64 {
    let f = |t: f64, y: f64| -k * y + t.sin();
    let h = 0.1;
    let mut y = y0;
    let mut t = 0.0;
    for _ in 0..10 {
        let k1 = f(t, y);
        let k2 = f(t + h / 2.0, y + h / 2.0 * k1);
        let k3 = f(t + h / 2.0, y + h / 2.0 * k2);
        let k4 = f(t + h, y + h * k3);
        y += h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4);
        t += h;
    }
    y
}

pub const POINTS: &[(f64, f64)] = &[(0.5, 1.2), (-0.3, 0.4)];
