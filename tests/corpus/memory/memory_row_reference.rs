//! A name for a row of a matrix, shared and mutable.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn memory_row_reference(mut m: [[f64; 3]; 2], t: f64) -> f64 {
    let row = &mut m[1];
    row[0] *= t;
    row[2] = row[0].sin() * row[1];
    let mut y = t;
    for i in 0..2 {
        let row = &m[i];
        y = y * row[0] + row[1] * row[2];
    }
    y
}

pub const POINTS: &[([[f64; 3]; 2], f64)] =
    &[([[0.7, -0.4, 1.2], [0.5, 0.9, 2.0]], 0.6), ([[0.1, 0.3, -0.6], [0.8, -0.2, 3.0]], -0.9)];
