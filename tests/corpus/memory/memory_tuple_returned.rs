//! A scalar and a `Vec` are returned together.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn memory_tuple_returned(x: &[f64], t: f64) -> (f64, Vec<f64>) {
    let mut total = t;
    let mut parts = Vec::with_capacity(x.len());
    for &v in x {
        total *= 1.0 + v * v;
        parts.push(total * v);
    }
    (total.sin(), parts)
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2], 0.6), (&[0.3], -0.9), (&[], 0.5)];
