//! Rows that are popped, inserted, removed and dropped; elements in the middle of
//! a vector.

use autodiff::grad;

#[grad(hvp, pullback)]
pub fn option_rows_popped(x: &[f64]) -> f64 {
    let mut v = x.to_vec();
    v.insert(1, x[0] * x[1]);
    let first = v.remove(0);
    v[0] *= first;
    let second = v.swap_remove(1);
    v.push(second * v[0]);
    let mut rows = vec![x.to_vec(), vec![x[2], x[0]], vec![x[1]]];
    let mut s = 0.0;
    while let Some(row) = rows.pop() {
        s += row.iter().map(|v| v * v).sum::<f64>() * (s + 1.0);
        if row.len() == 2 {
            rows.insert(0, vec![s, row[1], 1.0]);
            rows.push(vec![row[0] * s; 1]);
            rows.push(vec![1.5, s]);
            rows.truncate(2);
        }
    }
    let mut pairs = vec![[x[0], x[1]]; 2];
    let pair = pairs.pop().unwrap();
    pairs.resize(3, [0.0; 2]);
    pairs.truncate(2);
    pairs[1][0] = pair[0] * pair[1];
    s * v[0] * v[1] + pairs[1][0] * pairs[0][0]
}

pub const POINTS: &[&[f64]] = &[&[0.7, 0.4, 1.1], &[-0.3, 0.8, 0.5]];
