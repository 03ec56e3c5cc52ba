//! Flags decide, and are flipped, in the same loop.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_flags_overwritten(x: &[f64], rounds: usize) -> f64 {
    let mut seen = vec![false; x.len()];
    let mut y: f64 = 0.5;
    for r in 0..rounds {
        for i in 0..x.len() {
            if seen[i] {
                y = y.sin() * x[i];
                seen[i] = r % 2 == 0;
            } else if x[i] > 0.0 {
                y += x[i] * y;
                seen[i] = true;
            }
        }
    }
    y
}

pub const POINTS: &[(&[f64], usize)] = &[(&[0.7, -0.4, 1.2], 3), (&[0.3, 0.8], 2), (&[], 1)];
