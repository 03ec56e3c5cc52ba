//! Conversions by `from`.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn lossless_conversion(x: f64, n: u8, m: i16) -> f64 {
    let total = f64::from(n) + f64::from(m);
    x.powi(i32::from(n)) + total * x
}

pub const POINTS: &[(f64, u8, i16)] = &[(1.2, 3, -7), (-0.6, 2, 4)];
