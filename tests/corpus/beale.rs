//! Beale's function, its squares spelt out as products.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn beale(x: f64, y: f64) -> f64 {
    let t1 = 1.5 - x + x * y;
    let t2 = 2.25 - x + x * y * y;
    let t3 = 2.625 - x + x * y * y * y;
    t1 * t1 + t2 * t2 + t3 * t3
}

pub const POINTS: &[(f64, f64)] = &[(1.0, 1.5), (-0.5, 0.3), (2.9, 0.4)];
