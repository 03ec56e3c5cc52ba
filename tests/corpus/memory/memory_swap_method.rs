//! `swap` of two elements, in a reversal of a part of the slice.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn memory_swap_method(x: &mut [f64], t: f64) -> f64 {
    let n = x.len();
    for i in 0..n / 2 {
        x[i] *= t;
        x.swap(i, n - 1 - i);
    }
    let mut y = t;
    for v in x.iter() {
        y = y * t + v * v;
    }
    y
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2, 0.3, 0.9], 0.6), (&[0.3], 1.1), (&[], 0.5)];
