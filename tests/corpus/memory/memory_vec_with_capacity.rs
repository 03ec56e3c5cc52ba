//! A `Vec` with room is pushed to, each entry from the one before.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn memory_vec_with_capacity(x: f64, n: usize) -> Vec<f64> {
    let mut powers = Vec::with_capacity(n + 1);
    powers.push(1.0);
    for i in 0..n {
        let last = powers[i];
        powers.push(last * x + last.sin());
    }
    powers
}

pub const POINTS: &[(f64, usize)] = &[(0.7, 3), (-0.4, 1), (0.5, 0)];
