//! An `if` decides which array a variable holds: one that is there, or a new
//! one.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_array_chosen(p: [f64; 2], q: [f64; 2], first: bool) -> f64 {
    let mut r = if first { p } else { [q[1] * p[0], q[0]] };
    r[0] *= r[1];
    if r[0] > 0.2 {
        r = q;
    }
    r[0] * r[1] + p[0].sin() * q[0]
}

pub const POINTS: &[([f64; 2], [f64; 2], bool)] =
    &[([0.7, 0.4], [1.2, 0.5], true), ([0.3, 0.9], [0.6, -0.8], false), ([0.7, -0.4], [1.2, 0.5], true)];
