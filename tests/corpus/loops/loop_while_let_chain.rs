//! Conditions of `while` that bind names among others that only ask.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_while_let_chain(x: &[f64]) -> f64 {
    let mut k = 0;
    let mut s = 0.2;
    while let Some(t) = x.get(k)
        && s < 5.0
        && let Some(u) = x.get(k + 1)
    {
        s += t * u * s;
        k += 1;
    }
    let mut stack = x.to_vec();
    while s < 50.0
        && let Some(t) = stack.pop()
    {
        if t > 1.0 {
            s *= t;
            continue;
        }
        s += t * t;
    }
    s
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.4, 1.1], &[1.3, 0.8, 0.5], &[2.3, 2.8, 0.5]];
