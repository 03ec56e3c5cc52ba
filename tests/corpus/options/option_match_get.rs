//! `match x.get(i)`, with a guard.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn option_match_get(x: &[f64]) -> f64 {
    let mut s = 0.0;
    for i in 0..4 {
        s += match x.get(i + 1) {
            Some(v) if *v > 0.5 => v * v,
            Some(v) => 3.0 * v * x[0],
            None => 1.0,
        };
    }
    s
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.3, 0.9], &[0.4]];
