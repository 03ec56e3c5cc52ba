//! `collect` into a `Vec` of `Vec`s: a table of products.

use autodiff::grad;

#[grad(hvp)]
pub fn iter_collect_nested(x: &[f64]) -> f64 {
    let table: Vec<Vec<f64>> = x.iter().map(|a| x.iter().map(|b| (a * b).sin()).collect()).collect();
    let mut y = 0.6;
    for i in 0..x.len() {
        y += table[i][0] * y * table[0][x.len() - 1 - i];
    }
    y
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 0.9], &[0.3], &[]];
