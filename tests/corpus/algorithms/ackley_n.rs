//! Ackley's function in any number of dimensions, with both sums in one loop.

use autodiff::grad;
use std::f64::consts::{E, PI};

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn ackley_n(x: &[f64]) -> f64 {
    let n = x.len() as f64;
    let mut squares = 0.0;
    let mut cosines = 0.0;
    for i in 0..x.len() {
        squares += x[i].powi(2);
        cosines += (2.0 * PI * x[i]).cos();
    }
    -20.0 * (-0.2 * (squares / n).sqrt()).exp() - (cosines / n).exp() + 20.0 + E
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2], &[1.3]];
