//! Reads and writes at indices that are arithmetic on integers.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_index_computed(x: &[f64], m: usize) -> f64 {
    let mut heap = vec![0.5; 2 * m + 2];
    for i in 0..m {
        heap[2 * i + 1] += x[i] * heap[i];
        heap[2 * i + 2] = heap[2 * i + 1].sin() * x[m - 1 - i];
    }
    heap[2 * m] * heap[m]
}

pub const POINTS: &[(&[f64], usize)] = &[(&[0.7, -0.4, 1.2], 3), (&[0.3], 1), (&[], 0)];
