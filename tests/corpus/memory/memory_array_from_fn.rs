//! `std::array::from_fn`: as long as the place of the array says, or a turbofish; in an
//! array, as an argument, with a state that goes from element to element.

use autodiff::grad;
use std::array;

#[grad(hvp, taylor)]
pub fn product<const N: usize>(a: &[f64; N], b: &[f64; N]) -> [f64; N] {
    array::from_fn(|i| a[i] * b[i])
}

#[grad(hvp, taylor, pullback, sparse_jacobian)]
pub fn memory_array_from_fn(p: [f64; 3], h: f64) -> f64 {
    let outer: [[f64; 3]; 3] = array::from_fn(|i| array::from_fn(|j| p[i] * p[j] + if i == j { h } else { 0.0 }));
    let mut row = std::array::from_fn::<f64, 4, _>(|i| outer[i % 3][1] * h);
    row[2] *= p[0];
    let pairs: [(f64, f64); 2] = core::array::from_fn(|i| (p[i], row[i + 1]));
    let mut power = 1.0;
    let powers: [f64; 3] = array::from_fn(|_| {
        power *= h;
        power
    });
    let p = product(&p, &array::from_fn::<_, 3, _>(|i| powers[i] + 1.0));
    p.iter().sum::<f64>() + pairs[1].0 * pairs[0].1 + row[3] + power
}

pub const POINTS: &[([f64; 3], f64)] = &[([0.7, -0.4, 1.2], 0.5), ([0.1, 0.9, -1.4], 1.3)];
