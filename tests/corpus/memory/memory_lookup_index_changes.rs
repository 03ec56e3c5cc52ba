//! A walk along links: the index that memory is read at is overwritten by what
//! it leads to.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_lookup_index_changes(x: &[f64], next: &[usize], start: usize, steps: usize) -> f64 {
    let mut y = 0.6;
    let mut at = start;
    for _ in 0..steps {
        y = (y * x[at]).exp();
        at = next[at];
        y -= x[at] * y;
    }
    y
}

pub const POINTS: &[(&[f64], &[usize], usize, usize)] =
    &[(&[0.7, -0.4, 0.2], &[2, 0, 1], 1, 4), (&[0.3, 0.8], &[1, 1], 0, 2), (&[0.5], &[0], 0, 0)];
