//! Horner's scheme with `mul_add`.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn fused_multiply_add(x: f64, a: f64, b: f64) -> f64 {
    let inner = x.mul_add(a, b);
    let outer = inner.mul_add(x, -1.0);
    f64::mul_add(outer, outer, x)
}

pub const POINTS: &[(f64, f64, f64)] = &[(0.4, 1.5, -0.7), (-2.0, 0.3, 1.0)];
