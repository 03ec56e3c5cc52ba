//! A part of a slice is written through a reference of its own.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn memory_subslice_write(x: &mut [f64], from: usize, to: usize) -> f64 {
    let outside = x[0] * x[0];
    let part = &mut x[from..to];
    for i in 0..part.len() {
        part[i] = part[i].sin() * outside;
    }
    let mut product = 1.0;
    for v in x.iter() {
        product *= v;
    }
    product * outside
}

pub const POINTS: &[(&[f64], usize, usize)] =
    &[(&[0.7, -0.4, 1.2, 0.9], 1, 3), (&[0.6, 0.8], 0, 2), (&[0.6, 0.8], 1, 1)];
