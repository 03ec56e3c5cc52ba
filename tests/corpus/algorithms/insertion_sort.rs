//! Insertion sort in place, then a weighted sum of the order statistics.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian)]
pub fn insertion_sort(values: &mut [f64], weights: &[f64]) -> f64 {
    for i in 1..values.len() {
        let mut j = i;
        while j > 0 && values[j - 1] > values[j] {
            values.swap(j - 1, j);
            j -= 1;
        }
    }
    values.iter().zip(weights).map(|(v, w)| v * w).sum()
}

pub const POINTS: &[(&[f64], &[f64])] =
    &[(&[1.0, -0.5, 2.0, 0.3, 0.7], &[0.1, 0.2, 0.4, 0.2, 0.1]), (&[0.4, 0.9], &[0.3, 0.7]), (&[], &[])];
