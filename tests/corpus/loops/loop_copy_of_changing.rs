//! A copy in each iteration of what the iteration then changes: it cannot be made again later.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn loop_copy_of_changing(x: &mut [f64]) -> f64 {
    let mut s = 1.0;
    for i in 0..x.len() {
        let mut v = vec![0.0; x.len()];
        v.copy_from_slice(x);
        s += (v[i] - 0.5 * v[0]).sin() * s;
        x[0] = s;
    }
    s
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2], &[0.3]];
