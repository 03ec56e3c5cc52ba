//! Every other element, and every third from the second on.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_step_by(x: &[f64]) -> f64 {
    let mut y: f64 = 0.4;
    for v in x.iter().step_by(2) {
        y += v * y.cos();
    }
    y * x.iter().skip(1).step_by(3).map(|v| v * v + y).product::<f64>()
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2, 0.5, 0.3], &[0.3], &[]];
