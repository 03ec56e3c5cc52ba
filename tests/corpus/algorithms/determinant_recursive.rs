//! A determinant by expansion along rows: a recursion over a list of columns,
//! of which the used ones are swapped to the front and back.

use autodiff::grad;

#[grad(hvp, taylor)]
fn expand(a: &[f64], n: usize, row: usize, columns: &mut [usize]) -> f64 {
    if row == n {
        return 1.0;
    }
    let mut sum = 0.0;
    for k in row..n {
        columns.swap(row, k);
        let minor = a[row * n + columns[row]] * expand(a, n, row + 1, columns);
        if k == row {
            sum += minor;
        } else {
            sum -= minor;
        }
        columns.swap(row, k);
    }
    sum
}

#[grad(hvp, taylor, pullback)]
pub fn determinant_recursive(a: &[f64], n: usize) -> f64 {
    let mut columns: Vec<usize> = (0..n).collect();
    expand(a, n, 0, &mut columns)
}

pub const POINTS: &[(&[f64], usize)] =
    &[(&[0.2, 1.5, -1.0, 2.0, 0.3, 0.7, -1.0, 0.4, 3.0], 3), (&[1.5, 0.5, 0.4, -1.2], 2), (&[], 0)];
