//! An array of vectors, and tuples with vectors, behind `&mut`.

use autodiff::grad;

#[grad(hvp)]
fn shift(rows: &mut [(Vec<f64>, f64)], k: f64) {
    rows.swap(0, 1);
    rows[1].0.push(rows[0].1 * k);
    rows[0].1 *= k;
}

#[grad(hvp)]
fn last_leaves(rows: &mut [Vec<f64>; 2]) -> f64 {
    rows.reverse();
    rows[0].pop().unwrap_or(1.0)
}

#[grad(hvp, pullback)]
pub fn in_out_rows_of_array(x: f64, y: f64) -> f64 {
    let mut pairs = vec![(vec![x, y], x * y), (vec![y], 2.0)];
    shift(&mut pairs, x);
    let mut rows = [pairs[0].0.clone(), pairs[1].0.clone()];
    let last = last_leaves(&mut rows);
    rows[0][1] * last * pairs[0].1 * rows[1][0]
}

pub const POINTS: &[(f64, f64)] = &[(0.7, -0.4), (1.3, 0.9)];
