//! A closure that calls another one, shadows its argument and returns a pair.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_closure_of_closure(x: f64, a: f64) -> f64 {
    let inner = |x: f64| x.sin() * a;
    let outer = |y: f64| (inner(y) * x, inner(inner(y)));
    let (p, q) = outer(x * a);
    p * q + inner(q)
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 1.1), (-0.4, 0.6)];
