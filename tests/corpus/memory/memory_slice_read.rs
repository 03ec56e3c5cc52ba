//! The ends of a slice and the element in the middle.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_slice_read(x: &[f64]) -> f64 {
    let n = x.len();
    if n == 0 {
        return 1.0;
    }
    x[0] * x[n - 1].sin() + x[n / 2] * x[0]
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2, 0.3], &[0.6], &[]];
