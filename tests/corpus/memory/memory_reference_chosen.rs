//! An `if` decides which array, or which slice, a reference leads to.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_reference_chosen(x: &[f64], y: &[f64], t: f64) -> f64 {
    let p = [t * t, t.sin()];
    let q = [t, 0.5];
    let chosen = if t > 0.0 { &p } else { &q };
    let longer = if x.len() > y.len() { x } else { y };
    let mut z = chosen[0];
    for v in longer {
        z = z * v + chosen[1];
    }
    z
}

pub const POINTS: &[(&[f64], &[f64], f64)] =
    &[(&[0.7, -0.4], &[1.2], 0.9), (&[0.3], &[0.6, -0.8], -0.5), (&[], &[], 0.7)];
