//! The steps of a bisection, of which the last is read.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn option_bracket(x: &[f64]) -> f64 {
    let t = x[0];
    let (mut lo, mut hi) = (0.0, 2.0);
    let mut trace = vec![];
    while hi - lo > 1e-3 {
        let m = 0.5 * (lo + hi);
        trace.push(m);
        if m * m < t { lo = m } else { hi = m }
    }
    trace.last().copied().unwrap_or(lo) * t + trace.len() as f64 * x[1]
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.3]];
