//! Closures with several arguments, a pair and an array among them.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_closure_arguments(x: f64, y: f64) -> f64 {
    let hypot = |a: f64, b: f64| (a * a + b * b).sqrt();
    let cross = |(a, b): (f64, f64), c: [f64; 2]| a * c[1] - b * c[0] * x;
    hypot(x, y) * cross((x, y), [x * y, y.sin()]) + hypot(y, x + 1.0)
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 1.1), (-0.4, 0.3)];
