//! An array of one active value repeated, entries of which then differ.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_array_repeat(x: f64, y: f64) -> f64 {
    let mut a = [x.sin(); 4];
    for i in 0..4 {
        a[i] *= y + 0.5 * i as f64;
        a[(i + 1) % 4] += a[i] * a[i];
    }
    a[0] * a[1] + a[2] * a[3]
}

pub const POINTS: &[(f64, f64)] = &[(0.4, 0.3), (-0.3, 0.6)];
