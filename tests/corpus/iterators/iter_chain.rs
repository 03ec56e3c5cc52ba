//! One slice after another, and a single element after a slice.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_chain(x: &[f64], y: &[f64], t: f64) -> f64 {
    let mut z = t;
    for v in x.iter().chain(y) {
        z = z * v + v.sin();
    }
    z * x.iter().chain([t, t * t].iter()).map(|v| 1.0 + v * v).product::<f64>()
}

pub const POINTS: &[(&[f64], &[f64], f64)] =
    &[(&[0.7, -0.4], &[1.2], 0.6), (&[], &[0.3, 0.8], -0.9), (&[0.4], &[], 0.5)];
