//! A root by bisection in a `while` loop. The bracket says nothing about
//! derivatives; the Newton steps that polish the root do.

use autodiff::grad;

#[grad(hvp, taylor)]
fn cubic(x: f64, p: f64, q: f64) -> f64 {
    x * x * x + p * x - q
}

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn bisection(p: f64, q: f64) -> f64 {
    let mut lo = 0.0;
    let mut hi = 4.0;
    let mut steps = 0;
    while hi - lo > 1e-6 && steps < 60 {
        let mid = 0.5 * (lo + hi);
        if cubic(mid, p, q) > 0.0 {
            hi = mid;
        } else {
            lo = mid;
        }
        steps += 1;
    }
    let mut x = 0.5 * (lo + hi);
    for _ in 0..3 {
        x -= cubic(x, p, q) / (3.0 * x * x + p);
    }
    x
}

pub const POINTS: &[(f64, f64)] = &[(1.3, 2.1), (0.4, 7.0)];
