//! Adaptive Simpson, explicit stack.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn adaptive_simpson(p: &[f64], b: f64) -> f64 {
    let f = |x: f64| (p[0] * x).sin() + p[1] * x * x;
    let simpson = |a: f64, b: f64| (b - a) / 6.0 * (f(a) + 4.0 * f(0.5 * (a + b)) + f(b));
    let mut stack = vec![(0.0, b, 0usize)];
    let mut total = 0.0;
    while let Some((lo, hi, depth)) = stack.pop() {
        let mid = 0.5 * (lo + hi);
        let whole = simpson(lo, hi);
        let parts = simpson(lo, mid) + simpson(mid, hi);
        if depth >= 6 || (whole - parts).abs() < 1e-4 {
            total += parts + (parts - whole) / 15.0;
        } else {
            stack.push((lo, mid, depth + 1));
            stack.push((mid, hi, depth + 1));
        }
    }
    total
}

pub const POINTS: &[(&[f64], f64)] = &[(&[2.4, 0.3], 1.9)];
