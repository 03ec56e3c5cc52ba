//! Guards at the top of a function.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn return_early(x: f64, y: f64) -> f64 {
    if x < 0.0 {
        return -x * y;
    }
    if y < 0.0 {
        return x - y * y;
    }
    let r = x.sqrt() * y;
    return r + 1.0;
}

pub const POINTS: &[(f64, f64)] = &[(-1.0, 0.5), (1.0, -0.5), (2.0, 0.7)];
