//! Insertion sort of the values, then an L-statistic.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn insertion_sort_statistic(x: &[f64]) -> f64 {
    let mut v = x.to_vec();
    for i in 1..v.len() {
        let mut j = i;
        while j > 0 && v[j - 1] > v[j] {
            v.swap(j - 1, j);
            j -= 1;
        }
    }
    let n = v.len() as f64;
    v.iter().enumerate().map(|(i, v)| (i as f64 + 0.5) / n * v * v).sum()
}

pub const POINTS: &[&[f64]] = &[&[0.5, 0.1, 0.9, 0.3]];
