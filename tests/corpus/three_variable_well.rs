//! A potential with all second derivatives mixed.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn three_variable_well(x: f64, y: f64, z: f64) -> f64 {
    let r2 = x * x + y * y + z * z;
    let coupling = (x * y).sin() + (y * z).cos() + z * x;
    -(-r2).exp() + 0.1 * coupling * r2
}

pub const POINTS: &[(f64, f64, f64)] = &[(0.5, -0.3, 0.8), (1.1, 0.2, -0.6)];
