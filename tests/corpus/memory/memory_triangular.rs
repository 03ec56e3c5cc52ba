//! Only one triangle of a table is written, from entries beside and above.

use autodiff::grad;

#[grad(hvp, pullback)]
pub fn memory_triangular(x: &[f64]) -> f64 {
    let n = x.len();
    let mut table = vec![vec![0.0; n]; n];
    for i in 0..n {
        table[i][0] = x[i];
        for j in 1..=i {
            table[i][j] = table[i][j - 1] * x[j] - table[i - 1][j - 1].sin();
        }
    }
    if n == 0 { 0.0 } else { table[n - 1][n - 1] * table[n / 2][0] }
}

pub const POINTS: &[&[f64]] = &[&[0.7, -0.4, 1.2], &[0.3], &[]];
