//! A matrix whose columns lie one behind the other, each one shorter than the one before: where a column
//! begins counts along with the loop, and so it does in the adjoint.

use autodiff::grad;

#[grad(hvp, taylor)]
pub fn packed_columns(x: &[f64], below: &[f64], scale: f64) -> f64 {
    let d = x.len();
    let mut y: Vec<f64> = x.iter().map(|v| v * scale).collect();
    let mut at = 0;
    let mut shorter = d;
    for j in 0..d {
        shorter -= 1;
        let column = &below[at..at + d - j - 1];
        for (v, l) in y[j + 1..].iter_mut().zip(column) {
            *v += l * x[j] * shorter as f64;
        }
        at += column.len();
    }
    y.iter().map(|v| v * v.sin()).sum()
}

pub const POINTS: &[(&[f64], &[f64], f64)] = &[
    (&[0.7], &[], 1.1),
    (&[0.4, -0.3, 1.2], &[0.5, 0.2, -0.6], 0.9),
    (&[0.1, 0.2, 0.3, 0.4], &[1.0, 0.9, 0.8, 0.7, 0.6, 0.5], -0.8),
];
