//! Active values go through a permutation that is itself changed in the loop:
//! the adjoint needs each one of its contents.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_permutation_overwritten(x: &[f64], rounds: usize) -> f64 {
    let n = x.len();
    let mut p: Vec<usize> = (0..n).collect();
    let mut y = 0.7;
    for r in 0..rounds {
        for i in 0..n {
            y = y * x[p[i]] + x[i].sin();
        }
        p.swap(r % n, (r + 1) % n);
    }
    y
}

pub const POINTS: &[(&[f64], usize)] = &[(&[0.7, -0.4, 1.2], 3), (&[0.3, 0.8], 2), (&[0.6], 0)];
