//! A pattern that takes apart what is behind a reference binds references.

use autodiff::grad;

#[grad(hvp)]
fn pairs_dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[grad(hvp)]
fn pairs_scaled(a: &f64, b: &f64) -> f64 {
    a * b * b
}

#[grad(hvp, pullback)]
pub fn memory_pairs_by_reference(x: &[f64], t: f64) -> f64 {
    let data = vec![(vec![x[0], x[1]], t), (vec![1.0, x[0] * t], 2.0)];
    let mut total = 0.0;
    for (row, target) in &data {
        total += pairs_dot(row, x) * target;
    }
    let (row, target) = &data[0];
    let scaled: f64 = data.iter().map(|(row, target)| pairs_scaled(target, &row[0])).sum();
    let [first, second] = &[x[0] * t, x[1]];
    total + pairs_dot(row, row) * target + scaled + pairs_scaled(first, second)
}

pub const POINTS: &[(&[f64], f64)] = &[(&[0.7, -0.4], 0.6), (&[0.3, 0.9], 1.25)];
