//! `iter_mut` changes each element in place.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn iter_mut_for(x: &mut [f64]) -> f64 {
    let mut y = 0.8;
    for v in x.iter_mut() {
        *v *= y;
        y += v.sin();
        *v += *v * y;
    }
    y * y
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2], &[0.3], &[]];
