//! Euclidean division on floats.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn euclidean(x: f64, y: f64) -> f64 {
    let r = x.rem_euclid(y);
    let q = x.div_euclid(y);
    r * r + q * x
}

pub const POINTS: &[(f64, f64)] = &[(7.3, 2.0), (-7.3, 2.0), (5.3, -1.7), (-5.3, -1.7)];
