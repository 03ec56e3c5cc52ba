//! An array in a tuple, with a scalar beside it.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_array_in_tuple(p: ([f64; 2], f64), t: f64) -> f64 {
    let mut q = p;
    q.0[1] += t * t;
    q.0[0] *= q.1;
    q.1 = q.0[0].sin() * p.1;
    let ([a, b], c) = q;
    a * b * c + p.0[0]
}

pub const POINTS: &[(([f64; 2], f64), f64)] = &[(([0.7, -0.4], 1.2), 0.5), (([0.1, 0.9], -1.4), 0.8)];
