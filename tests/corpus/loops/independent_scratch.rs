//! Iterations that share scratch and meet in sums: of floats, of memory, in arms, in inner loops.

use autodiff::grad;

#[grad(hvp, taylor)]
pub fn independent_scratch(w: &[f64], x: &[f64], bias: f64) -> f64 {
    let d = w.len();
    let (mut row, mut pair) = (vec![0.0; d], [0.0; 2]);
    let mut total = bias;
    let mut columns = vec![0.0; d];
    let mut last = 0.0;
    #[independent]
    for i in 0..x.len() {
        for j in 0..d {
            row[j] = (w[j] * x[i] + bias).sin();
        }
        pair[1] = row[i % d] * x[i];
        pair[0] = pair[1] + bias;
        if pair[0] > 0.2 {
            last = pair[0].exp();
            total += last * pair[1];
        } else {
            total -= pair[0] * pair[1];
        }
        for j in (0..d).rev() {
            total += row[j] * row[(j + 1) % d];
            columns[j] += row[j] * pair[0];
        }
    }
    for (j, c) in columns.iter().enumerate() {
        total += c * c * w[j];
    }
    total
}

pub const POINTS: &[(&[f64], &[f64], f64)] =
    &[(&[0.3], &[], 0.2), (&[0.3, 0.8], &[0.4, -0.7], 0.1), (&[0.5, 0.1, 0.7], &[0.2, 0.9, 1.3, -0.4], -0.6)];
