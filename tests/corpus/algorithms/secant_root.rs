//! A root by the secant method on two points that move along.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn secant_root(a: f64, x0: f64, x1: f64) -> f64 {
    let f = |x: f64| x.exp() - a * x - 2.0;
    let (mut x, mut y) = (x0, x1);
    let (mut fx, mut fy) = (f(x), f(y));
    for _ in 0..5 {
        if fy.abs() < 1e-3 {
            break;
        }
        let z = y - fy * (y - x) / (fy - fx);
        (x, fx) = (y, fy);
        (y, fy) = (z, f(z));
    }
    y
}

pub const POINTS: &[(f64, f64, f64)] = &[(0.7, 0.5, 1.4), (1.5, 1.0, 2.0)];
