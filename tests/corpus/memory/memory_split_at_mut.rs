//! `split_at_mut`: the butterfly of a transform, in place.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn memory_split_at_mut(x: &mut [f64], twist: f64) {
    let (low, high) = x.split_at_mut(x.len() / 2);
    for i in 0..low.len() {
        let (a, b) = (low[i], high[i] * twist);
        low[i] = a + b * b;
        high[i] = a * low[i] - b;
    }
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4, 1.2, 0.9], 0.6), (&[0.6, 0.8, 0.4], -1.1), (&[], 0.5)];
