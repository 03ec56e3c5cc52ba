//! A ring: each entry reads its neighbours around the end.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn memory_index_modular(x: &mut [f64], rounds: usize) {
    let n = x.len();
    for k in 0..rounds * n {
        let i = k % n;
        x[i] += 0.5 * x[(i + 1) % n] * x[(i + n - 1) % n];
    }
}

pub const POINTS: &[(&[f64], usize)] = &[(&[0.7, -0.4, 0.5], 2), (&[0.3], 1), (&[], 3)];
