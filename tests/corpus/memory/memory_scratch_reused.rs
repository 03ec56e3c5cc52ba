//! A scratch array that all rounds share: some of its entries are overwritten
//! each time, one keeps what it has.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_scratch_reused(x: &[f64], t: f64) -> f64 {
    let mut scratch = [t; 3];
    let mut y = 0.0;
    for i in 0..x.len() {
        scratch[0] = x[i] * t;
        scratch[1] = scratch[0].sin() * scratch[2];
        if i % 2 == 0 {
            scratch[2] *= scratch[1] + x[i];
        }
        y += scratch[0] * scratch[1] * scratch[2];
    }
    y
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.6), (&[0.3], -0.9), (&[], 0.5)];
