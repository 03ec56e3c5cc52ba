//! One value used many times: every use adds to its adjoint.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn repeated_values(x: f64) -> f64 {
    let y = x * x;
    let z = y + y * y - y / (y + 1.0);
    x * y * z * x + z + x
}

pub const POINTS: &[(f64,)] = &[(0.7,), (-1.3,)];
