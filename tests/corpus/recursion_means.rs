//! The arithmetic-geometric mean: an active value steers, a tuple is carried.

use autodiff::grad;

#[grad(hvp, taylor)]
fn agm((a, b): (f64, f64), left: u32) -> f64 {
    if left == 0 || (a - b).abs() < 1e-30 {
        return a;
    }
    agm(((a + b) / 2.0, (a * b).sqrt()), left - 1)
}

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn recursion_means(x: f64, y: f64) -> f64 {
    agm((x, y), 4)
}

pub const POINTS: &[(f64, f64)] = &[(1.0, 2.0), (5.0, 0.3)];
