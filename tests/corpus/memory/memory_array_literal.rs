//! An array literal whose entries are computed, and then computed from.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_array_literal(x: f64, y: f64) -> f64 {
    let mut a = [x * y, x.exp(), 2.0, y];
    for i in 1..4 {
        a[i] += a[i - 1] * a[i];
    }
    a[3] / a[1]
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 1.1), (-0.4, 0.3)];
