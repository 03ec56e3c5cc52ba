//! The score of the best local alignment: cells are cut off at zero, and the
//! largest of the table is kept.

use autodiff::grad;

#[grad(hvp, taylor, pullback, sparse_jacobian, sparse_hessian)]
pub fn smith_waterman(a: &[f64], b: &[f64], gap: f64) -> f64 {
    let m = b.len() + 1;
    let mut h = vec![0.0; (a.len() + 1) * m];
    let mut best = 0.0;
    for i in 1..=a.len() {
        for j in 1..m {
            let score = 1.0 - (a[i - 1] - b[j - 1]).abs();
            let mut cell = h[(i - 1) * m + j - 1] + score;
            cell = cell.max(h[(i - 1) * m + j] - gap).max(h[i * m + j - 1] - gap).max(0.0);
            h[i * m + j] = cell;
            if cell > best {
                best = cell;
            }
        }
    }
    best
}

pub const POINTS: &[(&[f64], &[f64], f64)] =
    &[(&[0.5, 3.0, 1.2, 2.1], &[0.7, 1.5, 1.9], 0.3), (&[0.5], &[0.8], 0.4), (&[], &[0.8], 0.4)];
