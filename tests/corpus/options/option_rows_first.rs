//! A row that may not be there.

use autodiff::grad;

#[grad(hvp, pullback)]
pub fn option_rows_first(x: &[f64]) -> f64 {
    let rows = vec![x.to_vec(), vec![x[0] * 2.0]];
    let mut s = 0.0;
    if let Some(row) = rows.get(1) {
        s += row[0] * row[0];
    }
    if let Some(row) = rows.first() {
        s += row.iter().sum::<f64>() * row[0];
    }
    s
}

pub const POINTS: &[&[f64]] = &[&[1.1, 0.3, 0.8], &[0.4]];
