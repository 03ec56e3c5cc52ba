//! Rows behind `&mut [Vec<f64>]` that are exchanged, and grow.

use autodiff::grad;

#[grad(hvp)]
fn grow(rows: &mut [Vec<f64>], k: f64) {
    for row in rows {
        row.push(k);
        row[0] *= k;
    }
}

#[grad(hvp)]
pub fn in_out_rows(rows: &mut [Vec<f64>], x: f64) -> f64 {
    rows.swap(0, 1);
    grow(rows, x);
    let sum = rows_sum(&rows[0]);
    grow(&mut rows[1..], sum);
    rows[0].push(rows[1][0] * x);
    rows[1][1] * rows[0][0]
}

#[grad(hvp)]
fn rows_sum(row: &[f64]) -> f64 {
    row.iter().sum::<f64>()
}

pub const POINTS: &[(&[&[f64]], f64)] = &[(&[&[0.7, -0.4], &[1.2]], 0.8), (&[&[0.2], &[0.3, 0.9, -0.1], &[1.0]], -0.6)];
