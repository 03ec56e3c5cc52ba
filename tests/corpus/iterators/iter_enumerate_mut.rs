//! Each element is changed by a rule that its index is part of.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn iter_enumerate_mut(x: &mut [f64], t: f64) {
    for (i, v) in x.iter_mut().enumerate() {
        *v = if i % 2 == 0 { *v * *v * t } else { v.sin() + i as f64 * t };
    }
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.6), (&[0.3], -0.9), (&[], 0.5)];
