//! The trapezoid rule for an integrand written as a local closure.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn trapezoid(a: f64, b: f64, rate: f64, n: usize) -> f64 {
    let f = |x: f64| (-rate * x * x).exp() * (3.0 * x).cos();
    let h = (b - a) / n as f64;
    let mut sum = 0.5 * (f(a) + f(b));
    for i in 1..n {
        sum += f(a + i as f64 * h);
    }
    h * sum
}

pub const POINTS: &[(f64, f64, f64, usize)] = &[(-0.4, 1.3, 0.7, 6), (0.2, 0.9, 1.5, 1)];
