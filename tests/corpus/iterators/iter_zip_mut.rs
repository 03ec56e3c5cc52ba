//! One slice is changed by the elements of another, and the other way round.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn iter_zip_mut(x: &mut [f64], y: &mut [f64], a: f64) {
    for (u, v) in x.iter_mut().zip(y.iter()) {
        *u = *u * a + v * v;
    }
    for (v, u) in y.iter_mut().zip(x.iter()) {
        *v *= u.sin() + *v;
    }
}

pub const POINTS: &[(&[f64], &[f64], f64)] =
    &[(&[0.7, -0.4], &[0.9, 0.5], 0.3), (&[0.3], &[0.6, -0.8], -0.5), (&[], &[], 0.4)];
