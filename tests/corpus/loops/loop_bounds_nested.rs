//! The inner loop's bounds depend on the outer loop's variable.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_bounds_nested(x: &[f64]) -> f64 {
    let n = x.len();
    let mut energy = 0.0;
    for i in 0..n {
        for j in i + 1..n {
            let d = x[i] - x[j];
            energy += 1.0 / (1.0 + d * d);
        }
        for j in 0..i.min(2) {
            energy *= 1.0 + x[j] * x[i];
        }
    }
    energy
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2, 0.1], &[0.3, 0.8], &[]];
