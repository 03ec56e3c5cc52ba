//! The logarithms, one with a base that varies.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn logarithms(x: f64, base: f64) -> f64 {
    x.ln() + x.log2() * base.log10() - x.ln_1p() / base + (1.0 + x).log(base)
}

pub const POINTS: &[(f64, f64)] = &[(0.7, 3.0), (12.0, 0.4)];
