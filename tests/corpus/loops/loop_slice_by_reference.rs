//! `for v in x` over a slice binds references.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_slice_by_reference(x: &[f64]) -> f64 {
    let mut y = 1.0;
    for v in x {
        y = y * v + v.sin();
    }
    y
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2], &[0.3], &[]];
