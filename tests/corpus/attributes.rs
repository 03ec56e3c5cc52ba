//! Attributes that lints, formatters and documents read, wherever one can stand.

use autodiff::grad;

/// The documentation of the function.
#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
#[inline(always)]
#[must_use]
#[allow(clippy::needless_pass_by_value, unused_mut)]
#[rustfmt::skip]
pub fn attributes(#[allow(unused)] x: f64, y: f64) -> f64 {
    #![allow(clippy::let_and_return)]
    #[allow(unused_mut)]
    let mut s = x * y;
    #[rustfmt::skip]
    let f = |#[allow(unused)] u: f64| u   *   s;
    #[allow(clippy::needless_return)]
    if x > 1.0 {
        return s.sin();
    }
    #[allow(clippy::all)]
    match x > 0.0 {
        #[allow(unused)]
        true => { s.cos() + f(y) }
        #[allow(unused)]
        _ => { s }
    }
}

pub const POINTS: &[(f64, f64)] = &[(0.7, -0.4), (-0.4, 0.3), (1.7, 0.2)];
