//! Rows of different lengths are rotated: they were copied as if they were as long
//! as those that they replace.

use autodiff::grad;

#[grad(hvp)]
pub fn rotated_rows(x: &[f64], k: usize) -> f64 {
    let mut rows: Vec<Vec<f64>> = vec![x[0..2].to_vec(), x[2..5].to_vec(), x[1..5].to_vec()];
    rows.rotate_left(k);
    let product = rows[0][0] * rows[0][1] * rows[1][1] + rows[2][0];
    rows.rotate_right(1);
    product * rows[0].iter().sum::<f64>() * rows[1][1]
}

pub const POINTS: &[(&[f64], usize)] = &[(&[0.71, 1.32, 0.43, 1.94, 1.11], 1), (&[0.71, 1.32, 0.43, 1.94, 1.11], 2)];
