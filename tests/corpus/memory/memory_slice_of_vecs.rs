//! A slice of rows, which are read column by column.

use autodiff::grad;

#[grad(hvp, pullback)]
pub fn memory_slice_of_vecs(rows: &[Vec<f64>], x: &[f64]) -> f64 {
    let mut total = 1.0;
    for j in 0..x.len() {
        let mut column = 0.0;
        for i in 0..rows.len() {
            column += rows[i][j] * x[j];
        }
        total *= 1.0 + column.sin();
    }
    total
}

pub const POINTS: &[(&[&[f64]], &[f64])] =
    &[(&[&[0.7, -0.4], &[1.2, 0.5]], &[0.9, 0.3]), (&[&[0.3]], &[-0.8]), (&[], &[0.4])];
