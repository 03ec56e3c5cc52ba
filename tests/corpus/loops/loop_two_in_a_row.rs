//! Two loops in a row over the same array: the second overwrites what the
//! first one read, the third reads both.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn loop_two_in_a_row(p: [f64; 3]) -> f64 {
    let mut q = p;
    let mut norm = 0.0;
    for v in &q {
        norm += v * v;
    }
    for v in &mut q {
        *v = v.sin() / norm;
    }
    let mut product = 1.0;
    for i in 0..3 {
        product *= q[i] + p[i];
    }
    product
}

pub const POINTS: &[[f64; 3]] = &[[0.7, -0.4, 1.2], [0.3, 0.9, 0.5]];
