//! Patterns in `let`: nested tuples, wildcards, rests, `mut`, references.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn let_patterns(p: (f64, (f64, f64)), q: f64) -> f64 {
    let (a, (mut b, _)) = p;
    let (first, .., last) = (q, a, b, q * a);
    let (_, c) = p.1;
    let &d = &last;
    b *= first;
    let whole @ (u, v) = (b + d, c - a);
    whole.0 * u + v * whole.1
}

pub const POINTS: &[((f64, (f64, f64)), f64)] = &[((0.4, (1.2, -0.6)), 1.1), ((2.0, (0.1, 0.9)), -0.5)];
