//! Rows of different lengths, owned.

use autodiff::grad;

#[grad(hvp, pullback)]
pub fn memory_vec_of_vecs(mut rows: Vec<Vec<f64>>, t: f64) -> f64 {
    let mut y = t;
    for i in 0..rows.len() {
        for j in 0..rows[i].len() {
            rows[i][j] *= y;
            y += rows[i][j].sin();
        }
        rows[0][0] += y;
    }
    if rows.is_empty() { y } else { y * rows[0][0] }
}

pub const POINTS: &[(&[&[f64]], f64)] = &[(&[&[0.7, -0.4], &[], &[1.2]], 0.6), (&[&[0.3]], -0.9), (&[], 0.5)];
