//! An array is carried through the loop and changed entry by entry, each entry
//! with the others' new values.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_carried_array(p: [f64; 3], n: usize) -> f64 {
    let mut q = p;
    for _ in 0..n {
        q[0] += q[1] * q[2];
        q[1] = (q[0] * q[1]).sin();
        q[2] *= q[0] - q[1];
    }
    q[0] * q[1] * q[2]
}

pub const POINTS: &[([f64; 3], usize)] = &[([0.7, 0.4, -0.6], 2), ([0.3, 0.9, 1.1], 1), ([0.5, 0.2, 0.8], 0)];
