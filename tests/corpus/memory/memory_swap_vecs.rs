//! Two buffers change places after every sweep.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_swap_vecs(x: &[f64], sweeps: usize) -> f64 {
    let mut old = x.to_vec();
    let mut new = vec![0.0; x.len()];
    for _ in 0..sweeps {
        for i in 0..x.len() {
            new[i] = old[i] * old[(i + 1) % x.len()] + x[i].sin();
        }
        std::mem::swap(&mut old, &mut new);
    }
    let mut sum = 0.0;
    for i in 0..x.len() {
        sum += old[i] * x[i];
    }
    sum
}

pub const POINTS: &[(&[f64], usize)] = &[(&[0.7, -0.4, 0.5], 2), (&[0.3, 0.6], 3), (&[0.8], 0), (&[], 1)];
