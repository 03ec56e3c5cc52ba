//! The largest, the smallest, the first and the last of rows.

use autodiff::grad;

#[grad(hvp, taylor, sparse_jacobian, sparse_hessian)]
pub fn iter_best_row(x: &[f64]) -> f64 {
    let rows = [[x[0], x[1] * x[1]], [x[1], x[2]], [0.1, x[0]]];
    let largest = rows.iter().max_by(|a, b| a[0].total_cmp(&b[0])).unwrap();
    let (i, least) = rows.iter().enumerate().min_by(|(_, a), (_, b)| a[0].partial_cmp(&b[0]).unwrap()).unwrap();
    let found = rows.iter().rev().filter(|r| r[0] > 0.2).find(|r| r[1] > 0.0).map_or(0.0, |r| r[0] * r[1]);
    let last = rows.windows(2).last().unwrap();
    largest[1] * largest[1] * least[1] * rows[i][0] + found + last[0][1] * last[1][1]
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.4, 1.1], &[0.2, 1.9, 0.5]];
