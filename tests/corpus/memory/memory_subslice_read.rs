//! A part of a slice is a slice: its length, its elements, a part of it.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_subslice_read(x: &[f64], from: usize, to: usize) -> f64 {
    let part = &x[from..to];
    let inner = &part[1..part.len() - 1];
    let mut y = part[0];
    for v in inner {
        y *= v * y.sin();
    }
    y + part[part.len() - 1] * inner.len() as f64 * x[0]
}

pub const POINTS: &[(&[f64], usize, usize)] =
    &[(&[0.7, 1.4, 1.2, 0.9, 0.3], 1, 5), (&[0.6, 0.8, -0.5], 0, 3), (&[0.6, 0.8], 0, 2)];
