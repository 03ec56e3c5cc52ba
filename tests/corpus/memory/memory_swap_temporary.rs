//! Elements change places by way of a temporary.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn memory_swap_temporary(x: &mut [f64]) {
    let mut i = 1;
    while i < x.len() {
        let held = x[i - 1];
        x[i - 1] = x[i];
        x[i] = held;
        x[0] *= x[i];
        i += 1;
    }
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2], &[0.3, 0.8], &[0.9], &[]];
